package io.faultline.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
  @TempDir Path folder;

  private static StoredRegions photo(long id, int rows) {
    float[] values = new float[2 * rows];
    int[] labels = new int[rows];
    float[] ious = new float[rows];
    float[] weights = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[2 * i] = id + i / 8f;
      values[2 * i + 1] = -i;
      labels[i] = i % 3;
      ious[i] = i / 16f;
      weights[i] = 1 + i;
    }
    return new StoredRegions(id, new FeatureMatrix(rows, 2, values), labels, ious, weights);
  }

  @Test
  void whatIsAddedComesBackPhotoByPhoto() {
    Path file = folder.resolve("run/features.bin");
    try (FeatureStore store = FeatureStore.create(file, 2)) {
      int[] sizes = {3, 0, 5};
      for (int i = 0; i < sizes.length; i++) {
        store.add(photo(7L + i, sizes[i]));
      }
      assertThat(store.rows()).isEqualTo(8);
      assertThat(store.positives()).isEqualTo(2 + 3);
      for (int pass = 0; pass < 2; pass++) {
        List<StoredRegions> back = new ArrayList<>();
        store.scan(back::add);
        assertThat(back).hasSize(3);
        assertThat(back.get(2).firstRow()).isEqualTo(3);
        for (int i = 0; i < sizes.length; i++) {
          StoredRegions expected = photo(7L + i, sizes[i]);
          StoredRegions actual = back.get(i);
          assertThat(actual.imageId()).isEqualTo(expected.imageId());
          assertThat(actual.features().toArray()).isEqualTo(expected.features().toArray());
          for (int row = 0; row < sizes[i]; row++) {
            assertThat(actual.label(row)).isEqualTo(expected.label(row));
            assertThat(actual.iou(row)).isEqualTo(expected.iou(row));
            assertThat(actual.weight(row)).isEqualTo(expected.weight(row));
          }
        }
      }
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void theFileTakesWhatItIsSaidToTake() throws IOException {
    Path file = folder.resolve("features.bin");
    try (FeatureStore store = FeatureStore.create(file, 2)) {
      store.add(photo(1, 10));
      store.add(photo(2, 10));
      assertThat(Files.size(file)).isEqualTo(20 * FeatureStore.bytesPerRow(2) + 2 * 12);
    }
  }

  @Test
  void aFileThatWasCutOffIsNoticed() throws IOException {
    Path file = folder.resolve("features.bin");
    try (FeatureStore store = FeatureStore.create(file, 2)) {
      store.add(photo(1, 10));
      Files.write(file, new byte[30]);
      assertThatThrownBy(() -> store.scan(photo -> {}))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
          .hasMessageContaining("cannot be read back");
    }
  }

  @Test
  void anotherWidthAndAPlaceThatCannotBeWrittenAreRefused() throws IOException {
    try (FeatureStore store = FeatureStore.create(folder.resolve("features.bin"), 3)) {
      assertThatThrownBy(() -> store.add(photo(1, 1))).hasMessage("width is 2; the store has 3");
    }
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> FeatureStore.create(file.resolve("features.bin"), 2))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT));
  }
}
