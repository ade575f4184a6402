package io.faultline.internal.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.image.Mask;
import io.faultline.internal.labels.masks.MaskConverter;
import io.faultline.internal.labels.masks.MaskOptions;
import io.faultline.internal.provenance.RunSeed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticPhotosTest {
  private static final SyntheticPhotos.Options DEFAULT = SyntheticPhotos.Options.DEFAULT;
  private static final SyntheticPhotos PHOTOS = new SyntheticPhotos(new RunSeed(7), DEFAULT);

  @Test
  void everyCrackIsOneComponentWithItsTightBox() {
    for (int index = 0; index < 20; index++) {
      SyntheticPhoto made = PHOTOS.photo(index);
      List<Component> parts = Components.of(made.mask());
      assertThat(parts).hasSameSizeAs(made.cracks());
      for (Annotation crack : made.cracks()) {
        assertThat(parts)
            .anyMatch(part -> part.box().equals(crack.box()) && part.area() == crack.area());
        assertThat(crack.polygons()).hasSize(1);
      }
    }
  }

  @Test
  void cracksAreApartAndAboutTheAskedShareIsClean() {
    int clean = 0;
    int cracks = 0;
    for (int index = 0; index < 80; index++) {
      SyntheticPhoto made = PHOTOS.photo(index);
      clean += made.isClean() ? 1 : 0;
      cracks += made.cracks().size();
      if (made.cracks().size() == 2) {
        Box first = made.cracks().get(0).box();
        Box wide = new Box(first.x1() - 10, first.y1() - 10, first.x2() + 10, first.y2() + 10);
        assertThat(wide.intersection(made.cracks().get(1).box())).isZero();
      }
    }
    assertThat(clean).isBetween(13, 35);
    assertThat((double) cracks / (80 - clean)).isBetween(1.0, 2.0);
  }

  @Test
  void cracksAreDarkerThanWhatIsAroundThem() {
    int darker = 0;
    int cracks = 0;
    for (int index = 0; index < 60; index++) {
      SyntheticPhoto made = PHOTOS.photo(index);
      for (Annotation crack : made.cracks()) {
        cracks++;
        darker +=
            brightness(made, crack.box(), true) < 0.85 * brightness(made, crack.box(), false)
                ? 1
                : 0;
      }
    }
    assertThat(cracks).isGreaterThan(30);
    assertThat(darker).isGreaterThanOrEqualTo((int) (0.9 * cracks));
  }

  @Test
  void masksConvertToTheSameObjects() {
    MaskOptions plain = new MaskOptions(127, 1, 20, 10);
    for (int index = 0; index < 20; index++) {
      SyntheticPhoto made = PHOTOS.photo(index);
      assertThat(MaskConverter.annotations(made.mask(), 1, 1, plain))
          .extracting(Annotation::box, Annotation::area)
          .containsExactlyInAnyOrderElementsOf(
              made.cracks().stream().map(crack -> tuple(crack.box(), crack.area())).toList());
      // Closing pulls what is near the photo's border to it, so boxes may differ there.
      assertThat(MaskConverter.annotations(made.mask(), 1, 1, MaskOptions.DEFAULT))
          .extracting(Annotation::area)
          .containsExactlyInAnyOrderElementsOf(
              made.cracks().stream().map(Annotation::area).toList());
    }
  }

  @Test
  void theSameSeedMakesTheSamePhotosInAnyOrder() {
    SyntheticPhoto later = new SyntheticPhotos(new RunSeed(7), DEFAULT).photo(5);
    assertThat(later.photo().toBytes()).isEqualTo(PHOTOS.photo(5).photo().toBytes());
    assertThat(later.cracks()).isEqualTo(PHOTOS.photo(5).cracks());
    assertThat(new SyntheticPhotos(new RunSeed(8), DEFAULT).photo(5).photo().toBytes())
        .isNotEqualTo(later.photo().toBytes());
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 300", "777, 101", "1200, 900"})
  void anySizeWorks(int width, int height) {
    SyntheticPhotos photos = new SyntheticPhotos(new RunSeed(1), DEFAULT.sized(width, height));
    for (int index = 0; index < 3; index++) {
      SyntheticPhoto made = photos.photo(index);
      assertThat(made.photo().width()).isEqualTo(width);
      assertThat(made.mask().height()).isEqualTo(height);
    }
  }

  @Test
  void whatIsWrittenIsWhatIsRead(@TempDir Path folder) {
    List<Long> done = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void advance(long count) {
            done.add(count);
          }
        };
    Dataset written = PHOTOS.write(folder, 6, progress);
    assertThat(done).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    LoadedDataset read = DatasetReader.open(folder, Optional.empty(), Optional.empty());
    assertThat(read.findings()).isEmpty();
    assertThat(read.dataset()).isEqualTo(written);
    Mask mask =
        io.faultline.internal.reading.ImageReader.readMask(
            folder.resolve("masks/photo-00003.png"), 127);
    assertThat(mask.area()).isEqualTo(PHOTOS.photo(3).mask().area());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SyntheticPhotos.Options(10, 256, 0.3, 2, 3))
        .isInstanceOf(FaultlineException.class)
        .hasMessage("synthetic photos: width is 10; it must be 64 to 20000");
    assertThatThrownBy(() -> new SyntheticPhotos.Options(256, 256, Double.NaN, 2, 3))
        .isInstanceOf(FaultlineException.class);
    assertThatThrownBy(() -> PHOTOS.write(Path.of("x"), 0, Progress.NONE))
        .isInstanceOf(FaultlineException.class);
  }

  private static double brightness(SyntheticPhoto made, Box box, boolean crack) {
    double sum = 0;
    int count = 0;
    for (int y = (int) box.y1(); y < box.y2(); y++) {
      for (int x = (int) box.x1(); x < box.x2(); x++) {
        if (made.mask().at(x, y) == crack) {
          sum += (made.photo().pixel(x, y) >> 8) & 0xFF;
          count++;
        }
      }
    }
    return count == 0 ? 255 : sum / count;
  }
}
