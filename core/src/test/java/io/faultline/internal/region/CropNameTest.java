package io.faultline.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropNameTest {
  @Test
  void formatsTheExamples() {
    assertThat(new CropName("wall", 12, 0.57, 1, "jpg").format()).isEqualTo("wall.12.0_57.1.jpg");
    assertThat(new CropName("wall", 0, 1, 1, "jpg").format()).isEqualTo("wall.0.1_0.1.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0_0",
    "0.004, 0_0",
    "0.006, 0_01",
    "0.5, 0_5",
    "0.57, 0_57",
    "0.499, 0_5",
    "0.996, 1_0",
    "1, 1_0",
    "0.125, 0_12",
    "0.375, 0_38",
    "0.155, 0_15"
  })
  void iouIsTheShortestDecimalOfTheRoundedValue(double iou, String text) {
    assertThat(new CropName("a", 0, iou, 0, "png").format()).isEqualTo("a.0." + text + ".0.png");
  }

  @Test
  void imageNamesKeepTheirDots() {
    CropName name = CropName.parse("wall.3.0_5.1.jpg.12.0_57.1.jpg");
    assertThat(name).isEqualTo(new CropName("wall.3.0_5.1.jpg", 12, 0.57, 1, "jpg"));
  }

  @Property(tries = 200)
  void parseUndoesFormat(
      @ForAll @StringLength(min = 1, max = 12) @CharRange(from = '-', to = '.') String image,
      @ForAll @IntRange(max = 100_000) int counter,
      @ForAll @IntRange(max = 100) int hundredths,
      @ForAll @IntRange(max = 20) int label) {
    CropName name = new CropName(image, counter, hundredths / 100.0, label, "png");
    assertThat(CropName.parse(name.format())).isEqualTo(name);
    assertThat(CropName.parse(name.format()).format()).isEqualTo(name.format());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wall.jpg",
        ".12.0_57.1.jpg",
        "wall.12.0.57.1.jpg",
        "wall.12.1_5.1.jpg",
        "wall.x.0_5.1.jpg",
        "wall.12.0_5.1.",
        "a/b.12.0_5.1.jpg",
        "wall.99999999999.0_5.1.jpg"
      })
  void refusesOtherNames(String name) {
    assertThatThrownBy(() -> CropName.parse(name))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageStartingWith(name + ": ");
  }

  @Test
  void refusesPartsThatCannotBeReadBack() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CropName("", 0, 0, 0, "jpg"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CropName("../a", 0, 0, 0, "jpg"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CropName("a", -1, 0, 0, "jpg"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CropName("a", 0, Double.NaN, 0, "jpg"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CropName("a", 0, 0, 0, "tar.gz"));
  }
}
