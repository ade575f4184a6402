package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoCacheTest {
  @TempDir Path folder;

  @Test
  void keepsWhatFitsAndForgetsTheLeastRecentlyUsed() {
    ImageRecord a = photo("a");
    ImageRecord b = photo("b");
    ImageRecord c = photo("c");
    PhotoCache cache = new PhotoCache(2 * 3 * 10 * 10);
    Raster first = cache.get(a);
    Raster second = cache.get(b);
    assertThat(cache.get(a)).isSameAs(first);
    cache.get(c);
    assertThat(cache.get(a)).isSameAs(first);
    assertThat(cache.get(b)).isNotSameAs(second);
  }

  @Test
  void aPhotoLargerThanTheBoundIsStillRead() {
    assertThat(new PhotoCache(1).get(photo("a")).width()).isEqualTo(10);
  }

  private ImageRecord photo(String name) {
    Path file = folder.resolve(name + ".png");
    ImageWriter.write(file, Raster.of(10, 10, new byte[300]));
    return new ImageRecord(1, name, file, 10, 10, List.of());
  }
}
