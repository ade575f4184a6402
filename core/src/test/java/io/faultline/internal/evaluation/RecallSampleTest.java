package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.ImageDetections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecallSampleTest {
  private static final Target OBJECTS = new Target(0.9, 0.95, Level.OBJECT, 0.5, "");
  private static final Target PHOTOS = new Target(0.9, 0.95, Level.IMAGE, 0.5, "");
  private static final List<Category> CATEGORIES =
      List.of(new Category(1, "crack"), new Category(2, "rust"));

  private static final Box LEFT = new Box(0, 0, 10, 10);
  private static final Box RIGHT = new Box(50, 0, 60, 10);

  /** A photo with a crack and rust, one with a crowd, a clean one. */
  private static final Dataset TRUTH =
      new Dataset(
          CATEGORIES,
          List.of(
              photo(1, "a_1_0_0.jpg", Annotation.of(1, 1, LEFT), Annotation.of(2, 2, RIGHT)),
              photo(2, "a_1_0_1.jpg", new Annotation(3, 1, LEFT, 100, true, List.of())),
              photo(3, "b_2_0_0.jpg")));

  private static final List<ImageDetections> FOUND =
      List.of(
          new ImageDetections(
              1,
              List.of(
                  new Detection(1, LEFT, 0.4),
                  new Detection(1, LEFT, 0.3),
                  new Detection(2, LEFT, 0.9))),
          new ImageDetections(2, List.of(new Detection(1, LEFT, 0.8))),
          new ImageDetections(3, List.of(new Detection(1, RIGHT, 0.2))));

  @Test
  void anObjectHasTheScoreOfTheDetectionThatFindsIt() {
    RecallSample sample = RecallSample.of(TRUTH, FOUND, OBJECTS, GroupRule.auto());
    assertThat(sample.units())
        .containsExactly(
            new RecallSample.Unit("a_1", 0.4), new RecallSample.Unit("a_1", Double.NaN));
    // A second box on the same crack, rust where none is, and a box in the clean photo.
    assertThat(sample.falseAlarms()).containsExactlyInAnyOrder(0.3, 0.9, 0.2);
    assertThat(sample.cleanAlarms()).containsExactly(0.2);
    assertThat(sample.photos()).isEqualTo(3);
    assertThat(sample.cleanPhotos()).isEqualTo(1);
  }

  @Test
  void aPhotoHasTheScoreOfItsBestDetection() {
    assertThat(RecallSample.of(TRUTH, FOUND, PHOTOS, GroupRule.auto()).units())
        .containsExactly(new RecallSample.Unit("a_1", 0.9));
    Target cracks = new Target(0.9, 0.95, Level.IMAGE, 0.5, "crack");
    assertThat(RecallSample.of(TRUTH, FOUND, cracks, GroupRule.auto()).units())
        .containsExactly(new RecallSample.Unit("a_1", 0.4));
    assertThat(RecallSample.of(TRUTH, List.of(), PHOTOS, GroupRule.auto()).units())
        .containsExactly(new RecallSample.Unit("a_1", Double.NaN));
  }

  @Test
  void oneClassAloneIsCounted() {
    Target rust = new Target(0.9, 0.95, Level.OBJECT, 0.5, "rust");
    RecallSample sample = RecallSample.of(TRUTH, FOUND, rust, GroupRule.auto());
    assertThat(sample.units()).containsExactly(new RecallSample.Unit("a_1", Double.NaN));
    assertThat(sample.falseAlarms()).containsExactly(0.9);
    assertThat(sample.cleanAlarms()).isEmpty();
  }

  @Property(tries = 100)
  void foundAtAThresholdIsWhatTheEvaluationCountsThere(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ImageRecord> photos = new ArrayList<>();
    List<ImageDetections> found = new ArrayList<>();
    for (int p = 1; p <= 3; p++) {
      List<Annotation> truths = new ArrayList<>();
      List<Detection> detections = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Box box = box(random);
        truths.add(
            new Annotation(10L * p + i, 1 + random.nextInt(2), box, box.area(), i == 3, List.of()));
      }
      for (int i = 0; i < 12; i++) {
        detections.add(
            new Detection(1 + random.nextInt(2), box(random), random.nextInt(10) / 10.0));
      }
      photos.add(photo(p, "p" + p + ".jpg", truths.toArray(new Annotation[0])));
      found.add(new ImageDetections(p, detections));
    }
    Dataset truth = new Dataset(CATEGORIES, photos);
    RecallSample sample = RecallSample.of(truth, found, OBJECTS, GroupRule.auto());
    for (double threshold = 0; threshold < 1; threshold += 0.05) {
      double t = threshold;
      ObjectRates rates = ObjectRates.of(truth, found, t);
      assertThat(sample.found(t)).isEqualTo(rates.hits());
      assertThat(sample.units()).hasSize((int) (rates.hits() + rates.misses()));
      assertThat(sample.falseAlarms().stream().filter(score -> score >= t))
          .hasSize((int) rates.falseAlarms());
    }
  }

  private static Box box(SplittableRandom random) {
    double x = random.nextInt(6);
    double y = random.nextInt(6);
    return new Box(x, y, x + 4 + random.nextInt(4), y + 4 + random.nextInt(4));
  }

  private static ImageRecord photo(long id, String name, Annotation... truths) {
    return new ImageRecord(id, name, Path.of(name), 100, 100, List.of(truths));
  }
}
