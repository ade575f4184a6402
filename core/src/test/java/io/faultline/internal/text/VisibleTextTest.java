package io.faultline.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource({
    "1b, escape",
    "7, bell",
    "d, carriage return",
    "a, line feed",
    "9, tab",
    "0, NUL",
    "7f, DEL",
    "85, next line",
    "9b, C1 escape",
    "61c, Arabic mark",
    "200e, left-to-right mark",
    "202e, right-to-left override",
    "2028, line separator",
    "2029, paragraph separator",
    "2066, isolate",
    "feff, byte-order mark",
    "fff9, annotation",
    "ffff, no character",
    "d800, half of a pair",
    "dc00, half of a pair"
  })
  void whatSteersATerminalIsShown(String hex, String what) {
    char c = (char) Integer.parseInt(hex, 16);

    assertThat(VisibleText.line("a" + c + "b"))
        .as(what)
        .isEqualTo("a\\u" + "0".repeat(4 - hex.length()) + hex + "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wall.jpg",
        "Tr\u00E4ger 1.jpg",
        "\u88C2\u7F1D.jpg",
        "\uD83D\uDE00 crack.jpg",
        "",
        "~"
      })
  void everyScriptStays(String name) {
    assertThat(VisibleText.line(name)).isEqualTo(name);
    assertThat(Markup.escape(name)).isEqualTo(name);
  }

  @Property(tries = 300)
  void noHarmIsLeftAndASecondTimeChangesNothing(@ForAll String text) {
    String line = VisibleText.line(text);

    assertThat(line.chars())
        .noneMatch(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR);
    assertThat(VisibleText.line(line)).isEqualTo(line);
    assertThat(VisibleText.lines("a\n\tb" + text)).startsWith("a\n\tb");
    for (int i = 0; i < line.length(); i++) {
      assertThat(VisibleText.isHarmful(line, i)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001B[31m", "\u202Egpj", "\u2028", "\uDB40\uDC41"})
  void pagesShowAReplacement(String steering) {
    assertThat(Markup.escape(steering)).contains("\uFFFD").doesNotContain(steering);
  }
}
