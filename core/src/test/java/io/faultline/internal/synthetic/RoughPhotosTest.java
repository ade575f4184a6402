package io.faultline.internal.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.image.Raster;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.Components;
import io.faultline.internal.provenance.RunSeed;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Photos of the rough style. */
class RoughPhotosTest {
  private static final SyntheticPhotos.Options ROUGH =
      SyntheticPhotos.Options.DEFAULT.styled(SyntheticPhotos.Style.ROUGH);

  private static final SyntheticPhotos PHOTOS = new SyntheticPhotos(new RunSeed(7), ROUGH);

  @Test
  void whatIsHiddenOfACrackStaysInTheTruth() {
    for (int index = 0; index < 20; index++) {
      SyntheticPhoto made = PHOTOS.photo(index);
      List<Component> parts = Components.of(made.mask());
      assertThat(parts).hasSameSizeAs(made.cracks());
      for (Annotation crack : made.cracks()) {
        assertThat(parts)
            .anyMatch(part -> part.box().equals(crack.box()) && part.area() == crack.area());
      }
    }
  }

  @Test
  void cracksOftenCrossTheWholePhoto() {
    assertThat(crossing(PHOTOS)).isGreaterThan(2 * crossing(plain()));
  }

  /** Cracks among the first that are about as long as the photo. */
  private static long crossing(SyntheticPhotos photos) {
    return LongStream.range(0, 60)
        .mapToObj(photos::photo)
        .flatMap(made -> made.cracks().stream())
        .filter(crack -> Math.max(crack.box().width(), crack.box().height()) > 250)
        .count();
  }

  @Test
  void theGrainIsStrongerThanInPlainPhotos() {
    assertThat(grain(PHOTOS)).isGreaterThan(1.5 * grain(plain()));
  }

  /** Mean difference of neighbouring pixels. */
  private static double grain(SyntheticPhotos photos) {
    double sum = 0;
    for (int index = 0; index < 30; index++) {
      Raster photo = photos.photo(index).photo();
      for (int y = 0; y < photo.height(); y += 5) {
        for (int x = 1; x < photo.width(); x++) {
          sum += Math.abs((photo.pixel(x, y) & 0xFF) - (photo.pixel(x - 1, y) & 0xFF));
        }
      }
    }
    return sum;
  }

  @Test
  void theSameSeedMakesTheSamePhotosInAnyOrder() {
    SyntheticPhoto later = new SyntheticPhotos(new RunSeed(7), ROUGH).photo(5);
    assertThat(later.photo().toBytes()).isEqualTo(PHOTOS.photo(5).photo().toBytes());
    assertThat(plain().photo(5).photo().toBytes()).isNotEqualTo(later.photo().toBytes());
  }

  @Test
  void theAskedShareIsClean() {
    assertThat(LongStream.range(0, 60).filter(i -> PHOTOS.photo(i).isClean()).count())
        .isBetween(8L, 28L);
  }

  private static SyntheticPhotos plain() {
    return new SyntheticPhotos(new RunSeed(7), SyntheticPhotos.Options.DEFAULT);
  }
}
