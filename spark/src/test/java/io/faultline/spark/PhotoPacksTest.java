package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws: no photo is lost, large ones start first and alone, and the end is short. */
class PhotoPacksTest {
  private static final int SLOTS = 4;

  @Test
  void everyPhotoIsInOneTask() {
    List<ListedPhoto> photos = skewed();
    assertThat(PhotoPacks.of(PhotoPacks.dearestFirst(photos), SLOTS).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(photos);
  }

  @Test
  void largePhotosStartFirst() {
    List<List<ListedPhoto>> packs = PhotoPacks.of(PhotoPacks.dearestFirst(skewed()), SLOTS);
    assertThat(packs.get(0).get(0).pixels()).isEqualTo(100_000_000);
    double first = cost(packs.get(0));
    assertThat(packs).allMatch(pack -> cost(pack) <= first);
  }

  @Test
  void coresEndTogether() {
    List<List<ListedPhoto>> packs = PhotoPacks.of(PhotoPacks.dearestFirst(skewed()), SLOTS);
    double[] busy = new double[SLOTS];
    for (List<ListedPhoto> pack : packs) { // Each goes to the core that is free first.
      int free = 0;
      for (int i = 1; i < SLOTS; i++) {
        free = busy[i] < busy[free] ? i : free;
      }
      busy[free] += cost(pack);
    }
    double total = 0;
    double last = 0;
    for (double one : busy) {
      total += one;
      last = Math.max(last, one);
    }
    assertThat(last).isLessThan(1.03 * total / SLOTS);
  }

  @Test
  void smallPhotosMakeNoSmallTasks() {
    List<ListedPhoto> photos = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      photos.add(photo(i, 64 * 64));
    }
    List<List<ListedPhoto>> packs = PhotoPacks.of(photos, SLOTS);
    assertThat(packs.size()).isLessThan(200);
    assertThat(packs.subList(0, packs.size() - 1)).allMatch(pack -> pack.size() >= 15);
  }

  @Test
  void aPhotoThatIsRefusedForItsSizeCostsLittle() {
    assertThat(PhotoPacks.cost(photo(0, 4_000_000_000L)))
        .isLessThan(PhotoPacks.cost(photo(0, 100_000)));
  }

  private static List<ListedPhoto> skewed() {
    Random random = new Random(1);
    List<ListedPhoto> photos = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      photos.add(photo(i, i % 30 == 7 ? 100_000_000 : 200_000 + random.nextInt(2_000_000)));
    }
    return photos;
  }

  private static ListedPhoto photo(int order, long pixels) {
    return new ListedPhoto(order, "p" + order, "p" + order, "file:/p" + order, 1000, 0, pixels);
  }

  private static double cost(List<ListedPhoto> pack) {
    return pack.stream().mapToDouble(PhotoPacks::cost).sum();
  }
}
