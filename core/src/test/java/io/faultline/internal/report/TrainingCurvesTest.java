package io.faultline.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.charts.ChartSheet;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.finetuning.OverfittingGap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCurvesTest {
  @TempDir Path folder;

  @Test
  void thePictureShowsTheCurvesTheBestEpochAndTheGapInWords() throws Exception {
    List<EpochLog> epochs = epochs(0.6, 0.4, 0.31, 0.3, 0.33, 0.36, 0.39);
    Path file = folder.resolve("curves.svg");
    new TrainingCurves(epochs).write(file);
    String svg = Files.readString(file);
    var parsed = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertThat(parsed.getDocumentElement().getTextContent().replaceAll("\\s", ""))
        .contains("best:epoch4", "Lossperepoch", "held-outrecall")
        .contains(OverfittingGap.of(epochs).sentence().replace(" ", ""));
    assertThat(svg).doesNotContain("prefers-color-scheme").contains("class=\"ground\"");
    assertThat(svg.split("class=\"mark\"", -1)).hasSize(3);
  }

  @Test
  void withoutHeldOutPhotosNoEpochIsMarked() throws Exception {
    Path file = folder.resolve("curves.svg");
    new TrainingCurves(epochs(Double.NaN, Double.NaN)).write(file);
    assertThat(file).content().contains("Nothing was held out").doesNotContain("class=\"mark\"");
  }

  @Test
  void aSingleEpochIsDots() throws Exception {
    Path file = folder.resolve("curves.svg");
    new TrainingCurves(epochs(0.6)).write(file);
    assertThat(file).content().contains("class=\"curve dot c1\"").doesNotContain("best: epoch");
  }

  @Test
  void theSectionSaysTheSame() {
    List<EpochLog> epochs = epochs(0.6, 0.4);
    ReportContent.Section section = new TrainingCurves(epochs).section();
    assertThat(section.intro()).isEqualTo(OverfittingGap.of(epochs).sentence());
  }

  @Test
  void wordsBreakIntoLinesAndNoneIsLost() {
    String words = "one two three fourteen five";
    assertThat(ChartSheet.lines(words, 9)).containsExactly("one two", "three", "fourteen", "five");
    assertThat(ChartSheet.lines(words, 3)).hasSize(5);
    assertThat(ChartSheet.lines("", 3)).isEmpty();
  }

  private static List<EpochLog> epochs(double... heldOut) {
    List<EpochLog> epochs = new ArrayList<>();
    for (double loss : heldOut) {
      int epoch = epochs.size() + 1;
      double part = 1.0 / epoch;
      epochs.add(
          new EpochLog(
              epoch, 1e-3, 0.1 + 0.5 * part, 0.97 - 0.2 * part, loss, 0.9, 1 - part, 0.69));
    }
    return epochs;
  }
}
