package io.faultline.internal.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Polygon;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RunLengthTest {

  /** pycocotools: encode of a 4x5 mask with rows 1..2, columns 1..3 set. */
  @Test
  void readsWhatPycocotoolsWrites() throws BadRecord {
    RunLength runs = RunLength.of(4, 5, "5220003");
    assertThat(encode(new long[] {5, 2, 2, 2, 2, 2, 5})).isEqualTo("5220003");
    assertThat(runs.area()).isEqualTo(6);
    assertThat(runs.bounds()).contains(new RawBox(1, 1, 3, 2));
  }

  @Test
  void anEmptyMaskHasNoBox() throws BadRecord {
    RunLength runs = RunLength.of(3, 3, new long[] {9});
    assertThat(runs.area()).isZero();
    assertThat(runs.bounds()).isEmpty();
  }

  @Test
  void textThatNeverEndsIsRefused() {
    assertThatThrownBy(() -> RunLength.of(3, 3, "o".repeat(50))).isInstanceOf(BadRecord.class);
    assertThatThrownBy(() -> RunLength.of(3, 3, "P")).isInstanceOf(BadRecord.class);
    assertThatThrownBy(() -> RunLength.of(3, 3, "~")).isInstanceOf(BadRecord.class);
    assertThatThrownBy(() -> RunLength.of(3, 3, "")).isInstanceOf(BadRecord.class);
  }

  @Test
  void outlinesAreThoseOfThePartsAtTheirPlace() throws BadRecord {
    List<Polygon> outlines = RunLength.of(4, 5, new long[] {5, 2, 2, 2, 8, 1}).outlines();
    assertThat(outlines)
        .containsExactly(
            new Polygon(new double[] {1, 1, 3, 1, 3, 3, 1, 3}),
            new Polygon(new double[] {4, 3, 5, 3, 5, 4, 4, 4}));
    assertThat(RunLength.of(3, 3, new long[] {9}).outlines()).isEmpty();
  }

  @Property(tries = 300)
  void outlinesHaveTheBoxOfTheMaskAndEncloseItsPixels(
      @ForAll @Size(min = 1, max = 60) boolean[] pixels,
      @ForAll @IntRange(min = 1, max = 9) int height)
      throws BadRecord {
    int width = (pixels.length + height - 1) / height;
    RunLength runs = RunLength.of(height, width, counts(pixels, width * height));
    List<Polygon> outlines = runs.outlines();
    assertThat(outlines.isEmpty()).isEqualTo(runs.area() == 0);
    if (!outlines.isEmpty()) {
      assertThat(Polygons.bounds(outlines)).isEqualTo(runs.bounds().orElseThrow());
      assertThat(outlines.stream().mapToDouble(Polygon::area).sum())
          .isGreaterThanOrEqualTo((double) runs.area());
    }
  }

  private static long[] counts(boolean[] pixels, int size) {
    long[] counts = new long[size + 2];
    int runs = 0;
    for (int i = 0; i < size; i++) {
      boolean set = i < pixels.length && pixels[i];
      if (set != (runs % 2 == 1)) {
        runs++;
      }
      counts[runs]++;
    }
    return java.util.Arrays.copyOf(counts, runs + 1);
  }

  @Property(tries = 300)
  void areaAndBoxAreThoseOfThePixels(
      @ForAll @Size(max = 60) boolean[] pixels, @ForAll @IntRange(min = 1, max = 9) int height)
      throws BadRecord {
    int width = Math.max(1, pixels.length / height);
    long[] counts = new long[width * height + 2];
    int runs = 0;
    boolean current = false;
    int left = width;
    int right = -1;
    int top = height;
    int bottom = -1;
    int area = 0;
    for (int i = 0; i < width * height; i++) {
      boolean set = i < pixels.length && pixels[i];
      if (set != current) {
        current = set;
        runs++;
      }
      counts[runs]++;
      if (set) {
        area++;
        left = Math.min(left, i / height);
        right = Math.max(right, i / height);
        top = Math.min(top, i % height);
        bottom = Math.max(bottom, i % height);
      }
    }
    long[] used = java.util.Arrays.copyOf(counts, runs + 1);
    Optional<RawBox> box =
        right < 0
            ? Optional.empty()
            : Optional.of(new RawBox(left, top, right - left + 1, bottom - top + 1));
    for (RunLength decoded :
        new RunLength[] {
          RunLength.of(height, width, used), RunLength.of(height, width, encode(used))
        }) {
      assertThat(decoded.area()).isEqualTo(area);
      assertThat(decoded.bounds()).isEqualTo(box);
    }
  }

  /** {@code rleToString} of pycocotools' maskApi.c. */
  private static String encode(long[] counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      long x = i > 2 ? counts[i] - counts[i - 2] : counts[i];
      boolean more = true;
      while (more) {
        long c = x & 0x1f;
        x >>= 5;
        more = (c & 0x10) != 0 ? x != -1 : x != 0;
        text.append((char) ((more ? c | 0x20 : c) + 48));
      }
    }
    return text.toString();
  }
}
