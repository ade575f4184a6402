package io.faultline.internal.labels.yolo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.LabelText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YoloLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0.5 0.25 1 .5 | 0 | 0.5 0.25 1 .5",
        "0.0\t0.5\t0.25 | 0.0 | 0.5 0.25",
        "1,0.5,0.25,1,0.5 | 1 | 0.5 0.25 1 0.5",
        "1; 0.5; 0.25 | 1 | 0.5 0.25",
        "1, 0.5 , 0.25 | 1 | 0.5 0.25",
        "crack 0.5 0.25 | crack | 0.5 0.25",
        "wide crack 0.5 0.25 | wide crack | 0.5 0.25",
        "0 5e-1 -2 | 0 | 0.5 -2",
        "7 | 7 | ''",
      })
  void linesAreReadHoweverTheyAreParted(String line, String className, String values)
      throws BadRecord {
    YoloLine read = YoloLine.parse("line 1", line);
    assertThat(read.className()).isEqualTo(className);
    assertThat(read.values())
        .isEqualTo(
            Arrays.stream(values.split(" "))
                .filter(value -> !value.isEmpty())
                .map(Double::valueOf)
                .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "'0 0,5 0,25 1,0 0,5', decimals must have a point",
    "0 0.5 x 1, holds x; it must be a number",
    "0 50% 50% 1 1, holds 50%",
    "0 0.5 nan 1 1, holds nan",
  })
  void otherLinesAreNamed(String line, String reason) {
    assertThatThrownBy(() -> YoloLine.parse("line 1", line)).hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "# note", "// note"})
  void someLinesSayNothing(String line) {
    assertThat(YoloLine.isSilent(line)).isTrue();
    assertThat(YoloLine.isLabel(line)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.0, 1", "1., 1", "+1, 1", "00, 0", "crack, 0", "SPALL, 1"})
  void classesAreNumbersOrNames(String text, int number) throws BadRecord {
    YoloNames names = new YoloNames(Path.of("classes.txt"), Map.of(0, "crack", 1, "spall"));
    assertThat(YoloNames.classOf(text, Optional.of(names))).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0.5", "2", "NaN", "1e300", "rust", ""})
  void otherClassesAreNone(String text) {
    YoloNames names = new YoloNames(Path.of("classes.txt"), Map.of(0, "crack", 1, "spall"));
    assertThatThrownBy(() -> YoloNames.classOf(text, Optional.of(names)))
        .hasMessageStartingWith("class is " + text)
        .hasMessageContaining("classes.txt has no such");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
  void textIsReadInTheUsualEncodings(String charset) {
    String text = charset.equals("GB18030") ? "裂缝 0.5" : "0 0.5\n";
    assertThat(LabelText.decode(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
  }

  @Test
  void marksAreNoText() {
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(LabelText.decode("\uFEFF0 0.5".getBytes(charset))).isEqualTo("0 0.5");
    }
    assertThat(LabelText.decode(new byte[0])).isEmpty();
    assertThat(LabelText.decode("Ri\u00DF".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo("Ri\u00DF");
  }

  @ParameterizedTest
  @CsvSource({
    "'0 0.5 0.5 0.3 0.3 0.4 0.4 0.6 0.6', true",
    "'0 0.5 0.5 0.3 0.3 0.4 0.4', true",
    "'0 0.5 0.5 0.3 0.3 0.4 0.4 2 0 0 0', true",
    "'0 0.5 0.5 0.3 0.3 0.9 0.9', false",
    "'0 0.25 0.25 0.75 0.25 0.5 0.5', false",
    "'0 0.4 0.4 0.5 0.4 0.5 0.5 0.4 0.5', false",
    "'0 0.9 0.9 0.5 0.4 0.8 0.8 0.7 0.9', false",
  })
  void whatMayBeAPoseIsAskedFor(String line, boolean isDoubt) throws BadRecord {
    YoloForm form = new YoloForm(Optional.empty());
    form.observe("a.txt", YoloLine.parse("line 1", line));
    if (isDoubt) {
      assertThatThrownBy(() -> form.requireClear("data")).hasMessageContaining("kpt_shape: [");
    } else {
      form.requireClear("data");
    }
    form.observe("b.txt", YoloLine.parse("line 1", "0 0.1 0.1 0.9 0.1 0.9 0.9 0.1 0.9 0.2 0.3"));
    form.requireClear("data");
  }
}
