package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.duplicates.PhotoSignature;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedGroupsTest {
  private final Path folder;

  JoinedGroupsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Names in one dataset, and the groups they make, as sets of names between bars. */
  @ParameterizedTest
  @CsvSource({
    "auto, wall.jpg wall_flip.jpg other.jpg, wall.jpg wall_flip.jpg | other.jpg",
    "auto, a/wall.jpg b/wall_jpg.rf.0f0f.jpg, a/wall.jpg b/wall_jpg.rf.0f0f.jpg",
    "auto, wall.jpg wall(1).jpg, wall.jpg wall(1).jpg",
    "auto, wall(1).jpg wall(2).jpg, wall(1).jpg | wall(2).jpg",
    "auto, a/001.jpg b/001.jpg, a/001.jpg | b/001.jpg",
    "photo, wall.jpg wall_flip.jpg, wall.jpg | wall_flip.jpg",
    "underscore:1, wall.jpg wall_flip.jpg, wall.jpg wall_flip.jpg",
  })
  void namesThatOnlyOtherPhotosExplain(String rule, String names, String groups) {
    List<ImageRecord> images = Stream.of(names.split(" ")).map(this::image).toList();
    assertThat(groups(images, GroupRule.parse(rule)))
        .isEqualTo(
            Stream.of(groups.split(" \\| "))
                .map(group -> Set.copyOf(Arrays.asList(group.split(" "))))
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource({"auto, 1", "underscore:1, 1", "photo, 2"})
  void aPhotoThatWasCompressedAgainStaysWithItself(String rule, int groups) {
    Raster photo = surface(1);
    ImageWriter.write(folder.resolve("a.png"), photo);
    ImageWriter.write(folder.resolve("b.jpg"), photo);
    assertThat(groups(List.of(image("a.png"), image("b.jpg")), GroupRule.parse(rule)))
        .hasSize(groups);
  }

  @ParameterizedTest
  @CsvSource({"auto", "underscore:1", "photo"})
  void copiesStayTogetherWhateverTheRule(String rule) throws IOException {
    ImageWriter.write(folder.resolve("a.png"), surface(1));
    Files.copy(folder.resolve("a.png"), folder.resolve("b.png"));
    Files.write(folder.resolve("c.jpg"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("d.jpg"), new byte[] {1, 2, 3});
    List<ImageRecord> images =
        List.of(image("a.png"), image("b.png"), image("c.jpg"), image("d.jpg"));
    assertThat(groups(images, GroupRule.parse(rule)))
        .containsExactlyInAnyOrder(Set.of("a.png", "b.png"), Set.of("c.jpg", "d.jpg"));
  }

  @Test
  void whatIsDoneToAPhotoIsNearToIt() {
    Raster photo = surface(1);
    PhotoSignature signature = PhotoSignature.of(photo);
    for (int kind = 0; kind < 5; kind++) {
      PhotoSignature changed = PhotoSignature.of(changed(photo, kind));
      assertThat(signature.isNear(changed)).as("change %d", kind).isTrue();
      assertThat(changed.isNear(signature)).as("change %d, other way round", kind).isTrue();
      assertThat(PhotoSignature.of(surface(2)).isNear(changed)).as("another").isFalse();
    }
  }

  @Test
  void plainPhotosAreNotNear() {
    byte[] grey = new byte[64 * 64 * 3];
    Arrays.fill(grey, (byte) 99);
    PhotoSignature plain = PhotoSignature.of(Raster.of(64, 64, grey));
    assertThat(plain.isNear(plain)).isFalse();
    assertThat(PhotoSignature.of(Raster.of(1, 1, new byte[3])).isNear(plain)).isFalse();
  }

  @Test
  void syntheticPhotosOfOneKindStayApart() {
    Dataset made =
        new SyntheticPhotos(new RunSeed(5), new SyntheticPhotos.Options(96, 96, 0.2, 1, 1))
            .write(folder, 40, Progress.NONE);
    GroupRule rule = JoinedGroups.of(made, GroupRule.auto(), new PhotoSignatures());
    assertThat(made.images().stream().map(rule::group).distinct()).hasSize(40);
  }

  @Test
  void aPhotoThatChangedIsReadAgain() {
    Path photo = folder.resolve("a.png");
    PhotoSignatures signatures = new PhotoSignatures();
    assertThat(signatures.of(photo)).isEmpty();
    ImageWriter.write(photo, surface(1));
    PhotoSignature first = signatures.of(photo).orElseThrow();
    assertThat(signatures.of(photo).orElseThrow()).isSameAs(first);
    ImageWriter.write(photo, surface(2));
    assertThat(signatures.of(photo).orElseThrow()).isNotSameAs(first);
  }

  private Set<Set<String>> groups(List<ImageRecord> images, GroupRule rule) {
    GroupRule joined = JoinedGroups.of(new Dataset(List.of(), images), rule, new PhotoSignatures());
    return new HashSet<>(
        images.stream()
            .collect(
                Collectors.groupingBy(
                    joined::group, Collectors.mapping(ImageRecord::fileName, Collectors.toSet())))
            .values());
  }

  private ImageRecord image(String name) {
    return new ImageRecord(name.hashCode(), name, folder.resolve(name), 10, 10, List.of());
  }

  /** Spots on a grey ground. */
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

  /** Darker, noisy, mirrored across, mirrored down, of half the size. */
  private static Raster changed(Raster photo, int kind) {
    SplittableRandom random = new SplittableRandom(9);
    int scale = kind == 4 ? 2 : 1;
    int width = photo.width() / scale;
    int height = photo.height() / scale;
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = scale * (kind == 2 ? width - 1 - x : x);
        int fromY = scale * (kind == 3 ? height - 1 - y : y);
        int grey = photo.pixel(fromX, fromY) & 0xFF;
        int value =
            switch (kind) {
              case 0 -> grey * 7 / 10;
              case 1 -> grey + random.nextInt(21) - 10;
              default -> grey;
            };
        Arrays.fill(rgb, 3 * (y * width + x), 3 * (y * width + x) + 3, (byte) value);
      }
    }
    return Raster.of(width, height, rgb);
  }
}
