package io.faultline.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
