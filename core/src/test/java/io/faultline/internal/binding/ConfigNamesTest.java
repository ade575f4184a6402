package io.faultline.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigNamesTest {

  @ParameterizedTest
  @CsvSource({
    "epochs, epochs",
    "positiveIou, positive-iou",
    "positiveIoU, positive-iou",
    "HARD_NEGATIVES, hard-negatives",
    "maxSidePx, max-side-px",
    "useSVM, use-svm",
    "SVMClassifier, svm-classifier",
    "resnet18, resnet18",
    "RESNEXT50_32X4D, resnext50-32x4d"
  })
  void writesNamesInKebabCase(String java, String kebab) {
    assertThat(ConfigNames.kebab(java)).isEqualTo(kebab);
  }

  @ParameterizedTest
  @CsvSource({"abc, abc, 0", "abc, '', 3", "epcohs, epochs, 1", "ca, abc, 3", "kitten, sitting, 3"})
  void countsEdits(String a, String b, int edits) {
    assertThat(ConfigNames.distance(a, b)).isEqualTo(edits);
  }

  @Property(tries = 200)
  void distanceIsSymmetricAndZeroOnlyForEquals(
      @ForAll @AlphaChars @StringLength(max = 8) String a,
      @ForAll @AlphaChars @StringLength(max = 8) String b) {
    assertThat(ConfigNames.distance(a, b)).isEqualTo(ConfigNames.distance(b, a));
    assertThat(ConfigNames.distance(a, b) == 0).isEqualTo(a.equals(b));
  }

  @ParameterizedTest
  @CsvSource({
    "training.epocs, training.epochs",
    "epochs, training.epochs",
    "grid.epochs, training.epochs",
    "gird, grid"
  })
  void findsTheNearestKeyAcrossSections(String wrong, String near) {
    List<String> known = List.of("seed", "training", "training.epochs", "grid", "grid.sides");

    assertThat(ConfigNames.nearest(wrong, known)).contains(near);
  }
}
