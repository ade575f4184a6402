package io.faultline.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.calibration.Reliability;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ClassifierTableTest {
  private static final Reliability RELIABILITY =
      new Reliability(
          List.of(new Reliability.Bin(0.1, 0.12, 90), new Reliability.Bin(0.8, 0.7, 10)));

  private static ClassifierTable.Row row(ClassifierKind kind, double ap50) {
    return new ClassifierTable.Row(
        kind,
        "platt",
        0.0125,
        List.of(RELIABILITY),
        3.5,
        Optional.of(new ClassifierTable.Found(0.2, ap50, -1, 0, 0.25, 0.75, 0.125, 1_500_000)));
  }

  private static final ClassifierTable TWO =
      new ClassifierTable(
          List.of(row(ClassifierKind.HEAD, 0.5), row(ClassifierKind.SVM, 0.625)),
          ClassifierKind.SVM);

  private static final ClassifierTable ONE =
      new ClassifierTable(
          List.of(
              new ClassifierTable.Row(
                  ClassifierKind.HEAD, "none", Double.NaN, List.of(), 0, Optional.empty())),
          ClassifierKind.HEAD);

  @Test
  void theTableHasALinePerClassifierWithTheChosenOneMarked() {
    assertThat(TWO.csv())
        .isEqualTo(
            """
            classifier,chosen,calibration,AP,AP50,precision,recall,f1,threshold,brier,trainingSeconds,detectionSecondsPerPhoto,bytes
            head,false,platt,0.2,0.5,-1,0,0.25,0.75,0.0125,3.5,0.125,1500000
            svm,true,platt,0.2,0.625,-1,0,0.25,0.75,0.0125,3.5,0.125,1500000
            """);
    assertThat(TWO.texts().get(1))
        .containsExactly(
            "svm *", "0.200", "0.625", "–", "0.000", "0.250", "0.01250", "3.5 s", "125 ms",
            "1.50 MB")
        .hasSameSizeAs(ClassifierTable.columns());
  }

  @Test
  void jsonSaysTheSameAndUndefinedNumbersAreMinusOne() {
    assertThat(MetricsJson.training(Map.of()).with(TWO).text())
        .contains("\"classifier\" : \"svm\"", "\"chosen\" : true", "\"AP50\" : 0.625");
    assertThat(MetricsJson.training(Map.of()).with(ONE).text())
        .contains("\"calibration\" : \"none\"", "\"brier\" : -1.0")
        .doesNotContain("AP50");
  }

  @Test
  void theReportSaysThatTheNumbersFlatter() {
    assertThat(TWO.section().intro()).contains(ClassifierTable.CAVEAT);
    assertThat(TWO.section().blocks()).hasSize(2);
    assertThat(TWO.compares() && TWO.calibrates()).isTrue();
    assertThat(ONE.compares() || ONE.calibrates()).isFalse();
  }

  @Test
  void thePictureShowsEachClassifierBesideTheDiagonal() throws Exception {
    byte[] svg = TWO.reliabilitySvg().getBytes(StandardCharsets.UTF_8);
    String text =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getDocumentElement()
            .getTextContent();
    assertThat(text).contains("head", "svm", "exact", "Brier score");
  }
}
