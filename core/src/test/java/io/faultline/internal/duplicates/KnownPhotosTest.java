package io.faultline.internal.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPhotosTest {
  private static final int PHOTOS = 20;

  @TempDir private Path folder;
  private final PhotoSignatures signatures = new PhotoSignatures();

  @Test
  void copiesAreRecognisedAfterStorageAndOthersAreNot() {
    List<ImageRecord> learnt = new ArrayList<>();
    List<ImageRecord> changed = new ArrayList<>();
    List<ImageRecord> others = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      Raster photo = surface(i);
      learnt.add(write(i + ".png", photo));
      changed.add(write(i + "-again.jpg", photo));
      changed.add(write(i + "-half.png", Warp.resize(photo, 80, 60)));
      changed.add(write(i + "-mirrored.png", mirrored(photo)));
      others.add(write(i + "-other.png", surface(1000 + i)));
    }
    KnownPhotos stored = KnownPhotos.parse(of(learnt).text()).orElseThrow();
    assertThat(stored.size()).isEqualTo(PHOTOS);
    assertThat(stored.among(dataset(learnt), signatures)).isEqualTo(learnt);
    assertThat(stored.among(dataset(changed), signatures)).isEqualTo(changed);
    assertThat(stored.among(dataset(others), signatures)).isEmpty();
  }

  @Test
  void theOrderOfThePhotosIsNotKept() {
    List<ImageRecord> photos = new ArrayList<>();
    for (int i = 0; i < PHOTOS; i++) {
      photos.add(write(i + ".png", surface(i)));
    }
    String text = of(photos).text();
    Collections.reverse(photos);
    assertThat(of(photos).text()).isEqualTo(text);
    assertThat(KnownPhotos.parse(text).orElseThrow().text()).isEqualTo(text);
  }

  @Test
  void onlyWhatWasWrittenIsRead() {
    assertThat(KnownPhotos.parse("").orElseThrow().size()).isZero();
    assertThat(KnownPhotos.parse("?")).isEmpty();
    assertThat(KnownPhotos.parse(Base64.getEncoder().encodeToString(new byte[7]))).isEmpty();
    byte[] tooMany = new byte[KnownPhotos.BYTES * (KnownPhotos.MAX_PHOTOS + 1)];
    assertThat(KnownPhotos.parse(Base64.getEncoder().encodeToString(tooMany))).isEmpty();
  }

  @Test
  void photosThatCannotBeReadAreLeftOut() {
    ImageRecord gone = new ImageRecord(1, "gone.png", folder.resolve("gone.png"), 9, 9, List.of());
    assertThat(of(List.of(gone)).size()).isZero();
    assertThat(KnownPhotos.NONE.among(dataset(List.of(gone)), signatures)).isEmpty();
  }

  private KnownPhotos of(List<ImageRecord> photos) {
    return KnownPhotos.of(dataset(photos), signatures);
  }

  private static Dataset dataset(List<ImageRecord> photos) {
    return new Dataset(List.of(), photos);
  }

  private ImageRecord write(String name, Raster photo) {
    Path file = folder.resolve(name);
    ImageWriter.write(file, photo);
    return new ImageRecord(name.hashCode(), name, file, photo.width(), photo.height(), List.of());
  }

  private static Raster mirrored(Raster photo) {
    byte[] rgb = new byte[photo.width() * photo.height() * 3];
    for (int y = 0; y < photo.height(); y++) {
      for (int x = 0; x < photo.width(); x++) {
        byte grey = (byte) photo.pixel(photo.width() - 1 - x, y);
        Arrays.fill(rgb, 3 * (y * photo.width() + x), 3 * (y * photo.width() + x) + 3, grey);
      }
    }
    return Raster.of(photo.width(), photo.height(), rgb);
  }

  private static Raster surface(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] rgb = new byte[160 * 120 * 3];
    Arrays.fill(rgb, (byte) 120);
    for (int spot = 0; spot < 150; spot++) {
      int left = random.nextInt(150);
      int top = random.nextInt(110);
      byte grey = (byte) (40 + random.nextInt(160));
      for (int y = top; y < top + 2 + spot % 9; y++) {
        int from = 3 * (y * 160 + left);
        Arrays.fill(rgb, from, from + 3 * (2 + spot % 7), grey);
      }
    }
    return Raster.of(160, 120, rgb);
  }
}
