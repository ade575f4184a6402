package io.faultline.internal.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @TempDir Path folder;

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

  @Test
  void readUndoesWrite() {
    List<List<String>> table =
        List.of(
            List.of("a", "b,c", ""),
            List.of("=1+1", "two\r\nlines", "a \"quote\""),
            List.of("'tis", "", "-1.5"),
            List.of("", "x".repeat(100_000) + "\"", "-dash.jpg"));
    Path file = folder.resolve("table.csv");

    Csv.write(file, table);

    assertThat(Csv.read(file)).isEqualTo(table);
  }

  @Test
  void readsTablesOfOthersAndRefusesOpenQuotes() throws IOException {
    Path file = folder.resolve("table.csv");
    Files.writeString(file, "\uFEFFa,b\n1,\n2,3");
    assertThat(Csv.read(file))
        .containsExactly(List.of("a", "b"), List.of("1", ""), List.of("2", "3"));

    Files.writeString(file, "a,b\n1,\"2");
    assertThatThrownBy(() -> Csv.read(file))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("line 2", "a quote is not closed");
    assertThatThrownBy(() -> Csv.read(folder)).isInstanceOf(FaultlineException.class);
  }
}
