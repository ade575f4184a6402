package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.Suppression;
import io.faultline.internal.feature.PhotoEncoder;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoViewsTest {
  private static final int WIDTH = 24;
  private static final int HEIGHT = 16;
  private static final List<Box> BOXES = List.of(new Box(2, 3, 12, 9), new Box(10, 1, 23, 15));
  private static final BoxRegressor REGRESSOR =
      BoxRegressor.of(
              Weights.of(
                  "test",
                  List.of(
                      new NamedTensor(
                          "regression.weight",
                          new int[] {1, 4, 3},
                          new float[] {.4f, 0, .1f, 0, -.3f, 0, .2f, .1f, 0, .1f, .5f, -.1f}))),
              1,
              2)
          .orElseThrow();

  private static Raster photo() {
    byte[] rgb = new byte[WIDTH * HEIGHT * 3];
    SplittableRandom random = new RunSeed(5).of("photo");
    random.nextBytes(rgb);
    return Raster.of(WIDTH, HEIGHT, rgb);
  }

  /** Features that know left from right and top from bottom: brightness of two corner pixels. */
  private static final class Corners implements RegionEncoder {
    final AtomicInteger open = new AtomicInteger();

    @Override
    public PhotoEncoder open(Raster raster) {
      open.incrementAndGet();
      return new PhotoEncoder() {
        @Override
        public FeatureMatrix encode(List<Box> boxes) {
          float[] values = new float[boxes.size() * 2];
          for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            values[2 * i] = red(raster, box.x1(), box.y1());
            values[2 * i + 1] = red(raster, box.x2() - 1, box.y1());
          }
          return new FeatureMatrix(boxes.size(), 2, values);
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }

    private static float red(Raster raster, double x, double y) {
      return (raster.pixel((int) x, (int) y) >> 16 & 0xFF) / 255f;
    }

    @Override
    public int dimension() {
      return 2;
    }
  }

  private static final RegionClassifier LOGISTIC =
      new RegionClassifier() {
        @Override
        public float[][] probabilities(FeatureMatrix features) {
          float[][] probabilities = new float[features.rows()][1];
          for (int row = 0; row < features.rows(); row++) {
            double logit = 3 * features.at(row, 0) - 2 * features.at(row, 1);
            probabilities[row][0] = (float) (1 / (1 + Math.exp(-logit)));
          }
          return probabilities;
        }

        @Override
        public int classes() {
          return 1;
        }

        @Override
        public int columns() {
          return 2;
        }
      };

  @Test
  void oneViewIsTheClassifierItself() {
    Corners encoder = new Corners();
    FeatureMatrix features = encoder.encode(photo(), BOXES);
    try (PhotoViews views = new PhotoViews(photo(), 1, encoder, LOGISTIC)) {
      PhotoViews.Answers answers = views.ask(BOXES);
      assertThat(answers.probabilities()).isDeepEqualTo(LOGISTIC.probabilities(features));
      assertThat(answers.refined(REGRESSOR, 1, 0))
          .isEqualTo(REGRESSOR.refine(BOXES.get(1), features, 1, 0));
    }
    assertThat(encoder.open).hasValue(0);
  }

  /** What all eight views say together does not depend on how the photo lies. */
  @Test
  void eightViewsSeeATurnedPhotoAsTheUprightOne() {
    try (PhotoViews upright = new PhotoViews(photo(), 8, new Corners(), LOGISTIC)) {
      PhotoViews.Answers there = upright.ask(BOXES);
      for (Orientation turn : Orientation.values()) {
        sameWhenTurned(turn, 8, there);
      }
    }
  }

  /** Four views are the quarter turns. */
  @Test
  void fourViewsDoSoForQuarterTurns() {
    try (PhotoViews upright = new PhotoViews(photo(), 4, new Corners(), LOGISTIC)) {
      PhotoViews.Answers there = upright.ask(BOXES);
      sameWhenTurned(Orientation.TURN_LEFT, 4, there);
      sameWhenTurned(Orientation.HALF_TURN, 4, there);
    }
  }

  private static void sameWhenTurned(Orientation turn, int count, PhotoViews.Answers there) {
    Corners encoder = new Corners();
    List<Box> boxes = BOXES.stream().map(box -> turn.apply(box, WIDTH, HEIGHT)).toList();
    try (PhotoViews views = new PhotoViews(turn.apply(photo()), count, encoder, LOGISTIC)) {
      PhotoViews.Answers here = views.ask(boxes);
      for (int i = 0; i < boxes.size(); i++) {
        assertThat(here.probabilities()[i][0])
            .isCloseTo(there.probabilities()[i][0], within(1e-6f));
        Box expected = turn.apply(there.refined(REGRESSOR, i, 0), WIDTH, HEIGHT);
        assertThat(here.refined(REGRESSOR, i, 0).iou(expected)).isCloseTo(1, within(1e-6));
      }
    }
    assertThat(encoder.open).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 16})
  void otherNumbersOfViewsAreRefused(int views) {
    assertThatThrownBy(
            () -> new DetectorOptions(Suppression.GREEDY, 0.4, 100, 0.001, 1, views, 768, 192))
        .hasMessageContaining("1, 2, 4 or 8");
  }
}
