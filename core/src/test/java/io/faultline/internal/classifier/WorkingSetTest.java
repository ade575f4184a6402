package io.faultline.internal.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.RegionClassifier;
import io.faultline.classifier.StoredRegions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingSetTest {
  private static final int MAX = 60;

  @TempDir Path folder;

  /** Photos of one object and {@code 19} negatives; the feature is the row's number. */
  private FeatureStore store(int photos) {
    FeatureStore store = FeatureStore.create(folder.resolve("features"), 1);
    for (int photo = 0; photo < photos; photo++) {
      float[] values = new float[20];
      int[] labels = new int[20];
      float[] ones = new float[20];
      for (int i = 0; i < 20; i++) {
        values[i] = photo * 20 + i;
        labels[i] = i == 0 ? 1 : 0;
        ones[i] = 1;
      }
      store.add(new StoredRegions(photo, new FeatureMatrix(20, 1, values), labels, ones, ones));
    }
    return store;
  }

  /** Takes rows of large numbers for objects. */
  private static RegionClassifier judge() {
    return new HeadClassifier(1, new float[] {0.001f}, new float[] {0});
  }

  private List<LabelledFeatures> learn(FeatureStore store, int rounds, long seed) {
    List<LabelledFeatures> seen = new ArrayList<>();
    WorkingSet.learn(
        store,
        MAX,
        rounds,
        new SplittableRandom(seed),
        rows -> {
          seen.add(rows);
          return judge();
        });
    return seen;
  }

  private static List<Float> values(LabelledFeatures rows) {
    List<Float> values = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      values.add(rows.features().at(row, 0));
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 50, 400})
  void rowsInMemoryStayUnderTheBoundHoweverManyPhotos(int photos) {
    try (FeatureStore store = store(photos)) {
      for (LabelledFeatures rows : learn(store, 2, 1)) {
        assertThat(rows.rows()).isLessThanOrEqualTo(MAX);
        assertThat(rows.positives()).isEqualTo(Math.min(photos, MAX / 2));
        assertThat(values(rows)).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void whereAllRowsFitAllAreLearntFromOnce() {
    try (FeatureStore store = store(3)) {
      List<LabelledFeatures> seen = learn(store, 2, 1);
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0).rows()).isEqualTo(60);
    }
  }

  @Test
  void aRoundAddsTheNegativesThatAreTakenForObjectsMost() {
    try (FeatureStore store = store(50)) {
      List<LabelledFeatures> seen = learn(store, 1, 1);
      assertThat(seen).hasSize(2);
      List<Float> added = new ArrayList<>(values(seen.get(1)));
      added.removeAll(values(seen.get(0)));
      assertThat(added).hasSize(15);
      List<Float> hardest = new ArrayList<>();
      for (int row = 999; hardest.size() < 15; row--) {
        if (row % 20 != 0 && !values(seen.get(0)).contains((float) row)) {
          hardest.add((float) row);
        }
      }
      assertThat(added).containsExactlyInAnyOrderElementsOf(hardest);
    }
  }

  @Test
  void theSeedAloneDecidesTheDraw() {
    try (FeatureStore store = store(50)) {
      assertThat(values(learn(store, 0, 1).get(0))).isEqualTo(values(learn(store, 0, 1).get(0)));
      assertThat(values(learn(store, 0, 2).get(0))).isNotEqualTo(values(learn(store, 0, 1).get(0)));
    }
  }
}
