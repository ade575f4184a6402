package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1 min 00 s",
    "65, 1 min 05 s",
    "3599, 59 min 59 s",
    "7380, 2 h 03 min"
  })
  void durations(double seconds, String text) {
    assertThat(Figures.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"8.31, 8.3/s", "210, 210/s", "0.2, 5.0 s each"})
  void rates(double perSecond, String text) {
    assertThat(Figures.rate(perSecond)).isEqualTo(text);
  }

  @Test
  void countsAndShares() {
    assertThat(Figures.count(52448)).isEqualTo("52,448");
    assertThat(Figures.mean(1998.25)).isEqualTo("1,998.3");
    assertThat(Figures.share(0.9868)).isEqualTo("0.987");
    assertThat(Figures.share(-1)).isEqualTo("-");
    assertThat(Figures.share(Double.NaN)).isEqualTo("-");
  }

  @Test
  void tableAlignsItsColumns() {
    String text = new Table("", "photos", "n").row("crack", "3", "1,200").row("clean").text();

    assertThat(text).isEqualTo("       photos      n\ncrack       3  1,200\nclean\n");
  }
}
