package io.faultline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "wall.jpg | wall.jpg",
        "a,b | \"a,b\"",
        "a\"b | \"a\"\"b\"",
        "=HYPERLINK(\"x\") | \"'=HYPERLINK(\"\"x\"\")\"",
        "+1+cmd | \"'+1+cmd\"",
        "-dash.jpg | \"'-dash.jpg\"",
        "- | \"'-\"",
        "@SUM(A1) | \"'@SUM(A1)\"",
        "^\tx^ | ^\"'\tx\"^",
        "^\rx^ | ^\"'\rx\"^",
        "\uFF1D1+1 | \"'\uFF1D1+1\"",
        "-1.5 | -1.5",
        "+2 | +2",
        "-1e-7 | -1e-7",
        "-1.5E+10 | -1.5E+10",
        "-1e | \"'-1e\"",
        "a=b | a=b",
      })
  void fieldsDoNotCalculate(String field, String written) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Csv.line(out, List.of(field, "next"));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(written + ",next\r\n");
  }
}
