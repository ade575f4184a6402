package io.faultline.internal.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.internal.charts.ForestPlot.Cell;
import io.faultline.internal.charts.ForestPlot.Panel;
import io.faultline.internal.charts.ForestPlot.Row;
import io.faultline.internal.charts.ForestPlot.Whisker;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ForestPlotTest {
  private static final ForestPlot.Key KEY = new ForestPlot.Key("ours", "own", "theirs");
  private static final Panel PANEL = new Panel("Recall", OptionalDouble.of(0.6), "wanted");

  @TempDir Path folder;

  private static Cell cell(double estimate, double lower, double upper) {
    return new Cell(
        new Whisker(estimate, lower, upper), OptionalDouble.of(estimate), OptionalDouble.empty());
  }

  private static ForestPlot plot(String label, Cell... cells) {
    return new ForestPlot(
        "Title", KEY, List.of(PANEL), List.of(new Row(label, true, List.of(cells))));
  }

  private static double number(String svg, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(svg);
    double last = Double.NaN;
    while (found.find()) { // The first is the legend's.
      last = Double.parseDouble(found.group(1));
    }
    return last;
  }

  @Test
  void placesAreInProportionToValues() {
    String svg = plot("plain", cell(0.7, 0.5, 0.9)).svg();
    double lower = number(svg, "class=\"whisker\" x1=\"([0-9.]+)\"");
    double upper = number(svg, "class=\"whisker\"[^>]* x2=\"([0-9.]+)\"");
    double dot = number(svg, "class=\"estimate\" cx=\"([0-9.]+)\"");
    assertThat(dot).isCloseTo((lower + upper) / 2, org.assertj.core.api.Assertions.within(0.2));
    assertThat(svg).contains("own").doesNotContain("theirs");
  }

  @Test
  void isWellFormedWhateverTheNames() throws Exception {
    ForestPlot odd = plot("<b>&\"'" + "x".repeat(80), cell(0, 0, 0));
    for (String svg : List.of(odd.svg(), plot("one", cell(1, 1, 1)).svg())) {
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new InputSource(new StringReader(svg)))
                  .getDocumentElement()
                  .getTagName())
          .isEqualTo("svg");
    }
    assertThat(odd.svg()).contains("xx\u2026</text>");
  }

  @Test
  void aPictureOfItsOwnCarriesItsColours() throws IOException {
    Path file = folder.resolve("plot.svg");
    plot("plain", cell(0.7, 0.5, 0.9)).write(file);
    assertThat(Files.readString(file)).contains("<style>", ".chart .whisker", "class=\"ground\"");
  }

  @Test
  void aRowThatDoesNotFitThePanelsIsRefused() {
    assertThatThrownBy(() -> plot("short")).hasMessageContaining("short: 0 cells do not fit 1");
  }

  @Test
  void noRowsAreDrawnAsNone() {
    assertThat(new ForestPlot("Title", KEY, List.of(PANEL), List.of()).svg()).contains("Recall");
  }
}
