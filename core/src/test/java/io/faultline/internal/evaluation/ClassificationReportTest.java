package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parity with scikit-learn. */
class ClassificationReportTest {
  @Test
  void textAndValuesAreThoseOfScikitLearn() {
    JsonNode cases = GoldenCoco.read("/golden/classification_report.json");
    assertThat(cases).hasSize(5);
    for (JsonNode golden : cases) {
      List<String> names = new ArrayList<>();
      golden.get("names").forEach(name -> names.add(name.textValue()));
      ClassificationReport report =
          ClassificationReport.of(ints(golden.get("truth")), ints(golden.get("predicted")), names);
      assertThat(report.text()).isEqualTo(golden.get("text").textValue());
      JsonNode values = golden.get("values");
      assertThat(report.accuracy()).isCloseTo(values.get("accuracy").doubleValue(), within(1e-12));
      List<ClassificationReport.Row> rows = new ArrayList<>(report.classes());
      rows.add(report.macroAverage());
      rows.add(report.weightedAverage());
      for (ClassificationReport.Row row : rows) {
        JsonNode expected = values.get(row.name());
        assertThat(new double[] {row.precision(), row.recall(), row.f1(), row.support()})
            .containsExactly(
                new double[] {
                  expected.get("precision").doubleValue(),
                  expected.get("recall").doubleValue(),
                  expected.get("f1-score").doubleValue(),
                  expected.get("support").doubleValue()
                },
                within(1e-12));
      }
    }
  }

  @Test
  void halvesAreRoundedAsPythonRoundsThem() {
    int[] truth = new int[8];
    int[] predicted = {0, 1, 1, 1, 1, 1, 1, 1};
    ClassificationReport report = ClassificationReport.of(truth, predicted, List.of("a", "b"));
    assertThat(report.accuracy()).isEqualTo(0.125);
    assertThat(report.text()).contains("accuracy                           0.12         8\n");
  }

  @Test
  void longNamesWidenTheFirstColumn() {
    String name = "efflorescence and rust";
    String text = ClassificationReport.of(new int[] {0}, new int[] {0}, List.of(name)).text();
    assertThat(text).startsWith(" ".repeat(name.length()) + "  precision");
    assertThat(text).contains("\n" + name + "       1.00");
  }

  @Test
  void nothingAtAllGivesZeros() {
    ClassificationReport report =
        ClassificationReport.of(new int[0], new int[0], List.of("a", "b"));
    assertThat(report.accuracy()).isZero();
    assertThat(report.weightedAverage())
        .isEqualTo(new ClassificationReport.Row("weighted avg", 0, 0, 0, 0));
  }

  @Test
  void wrongSamplesAreRefused() {
    List<String> names = List.of("a", "b");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationReport.of(new int[1], new int[2], names));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationReport.of(new int[] {2}, new int[1], names))
        .withMessageContaining("sample 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClassificationReport.of(new int[0], new int[0], List.of()));
  }

  private static int[] ints(JsonNode row) {
    return Arrays.stream(GoldenCoco.doubles(row)).mapToInt(value -> (int) value).toArray();
  }
}
