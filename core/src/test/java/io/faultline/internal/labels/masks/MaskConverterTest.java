package io.faultline.internal.labels.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Mask;
import io.faultline.internal.image.Orientation;
import io.faultline.internal.labels.DatasetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskConverterTest {
  private static final MaskOptions PLAIN = new MaskOptions(127, 1, 20, 10);

  /** A mask with filled rectangles of {@code x y width height}. */
  private static Mask rectangles(int width, int height, int[]... rectangles) {
    boolean[] set = new boolean[width * height];
    for (int[] r : rectangles) {
      for (int y = r[1]; y < r[1] + r[3]; y++) {
        java.util.Arrays.fill(set, y * width + r[0], y * width + r[0] + r[2], true);
      }
    }
    return Mask.of(width, height, set);
  }

  private static List<Annotation> convert(Mask mask, MaskOptions options) {
    return MaskConverter.annotations(mask, 1, 1, options);
  }

  @Test
  void boxesCloserThanTheDistanceBecomeOne() {
    int[] left = {20, 20, 10, 10};
    assertThat(convert(rectangles(100, 60, left, new int[] {39, 20, 10, 10}), PLAIN))
        .extracting(Annotation::box)
        .containsExactly(new Box(20, 20, 49, 30));
    assertThat(convert(rectangles(100, 60, left, new int[] {40, 20, 10, 10}), PLAIN))
        .extracting(Annotation::box)
        .containsExactly(new Box(20, 20, 30, 30), new Box(40, 20, 50, 30));
    // Down and right by 7 is 9.9 away, by 8 it is 11.3.
    assertThat(convert(rectangles(100, 60, left, new int[] {37, 37, 10, 10}), PLAIN)).hasSize(1);
    assertThat(convert(rectangles(100, 60, left, new int[] {38, 38, 10, 10}), PLAIN)).hasSize(2);
  }

  @Test
  void mergingGoesOnUntilNothingMerges() {
    // The first two are far from the third, but their common box is not.
    int[][] bars = {{10, 10, 40, 2}, {10, 20, 2, 30}, {45, 45, 5, 5}};
    List<Annotation> found = convert(rectangles(80, 80, bars), new MaskOptions(127, 1, 20, 9));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).box()).isEqualTo(new Box(10, 10, 50, 50));
    assertThat(found.get(0).polygons()).hasSize(3);
    assertThat(found.get(0).area()).isEqualTo(80 + 60 + 25);
    assertThat(convert(rectangles(80, 80, bars), new MaskOptions(127, 1, 20, 0))).hasSize(3);
  }

  @Test
  void specksUpToTheAreaAreDropped() {
    int[] twenty = {10, 10, 5, 4};
    int[] twentyOne = {50, 10, 7, 3};
    assertThat(convert(rectangles(80, 40, twenty, twentyOne), PLAIN))
        .extracting(Annotation::box)
        .containsExactly(new Box(50, 10, 57, 13));
    assertThat(convert(rectangles(80, 40, twenty, twentyOne), new MaskOptions(127, 1, 0, 10)))
        .hasSize(2);
  }

  @Test
  void areaCountsPixelsBeforeClosing() {
    // A dotted line: closing with 15 px joins the dots and fills the gaps.
    int[][] dots = {{30, 30, 4, 4}, {40, 30, 4, 4}, {50, 30, 4, 4}};
    List<Annotation> found = convert(rectangles(90, 70, dots), MaskOptions.DEFAULT);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).box()).isEqualTo(new Box(30, 30, 54, 34));
    assertThat(found.get(0).area()).isEqualTo(48);
    assertThat(found.get(0).polygons())
        .containsExactly(new Polygon(new double[] {30, 30, 54, 30, 54, 34, 30, 34}));
  }

  @Property(tries = 30)
  void theOrderOfScanningDoesNotMatter(@ForAll long seed, @ForAll Orientation orientation) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> parts = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      parts.add(
          new int[] {
            random.nextInt(110), random.nextInt(80), 1 + random.nextInt(9), 1 + random.nextInt(9)
          });
    }
    Mask mask = rectangles(120, 90, parts.toArray(new int[0][]));
    List<Box> expected =
        convert(mask, PLAIN).stream().map(a -> orientation.apply(a.box(), 120, 90)).toList();
    List<Annotation> turned = convert(orientation.apply(mask), PLAIN);
    assertThat(turned).extracting(Annotation::box).containsExactlyInAnyOrderElementsOf(expected);
    for (Annotation a : turned) {
      for (Annotation b : turned) {
        boolean apart =
            a.box().equals(b.box())
                || Math.hypot(
                        Math.max(
                            0, Math.max(a.box().x1() - b.box().x2(), b.box().x1() - a.box().x2())),
                        Math.max(
                            0, Math.max(a.box().y1() - b.box().y2(), b.box().y1() - a.box().y2())))
                    >= 10;
        assertThat(apart).isTrue();
      }
    }
  }

  @Test
  void foldersArePairedByNameAndWhatIsLeftIsListed(@TempDir Path root) {
    Path images = root.resolve("images");
    Path masks = root.resolve("masks");
    Raster photo = Raster.of(60, 40, new byte[60 * 40 * 3]);
    Mask crack = rectangles(60, 40, new int[] {5, 5, 20, 4});
    Mask speck = rectangles(60, 40, new int[] {30, 20, 2, 2});
    for (String name : new String[] {"b.1", "a", "lonely", "small", "specks"}) {
      ImageWriter.write(images.resolve(name + ".jpg"), photo);
    }
    ImageWriter.write(masks.resolve("a.png"), rectangles(60, 40));
    ImageWriter.write(masks.resolve("b.1.png"), crack);
    ImageWriter.write(masks.resolve("ghost.png"), crack);
    ImageWriter.write(masks.resolve("small.png"), rectangles(30, 40));
    ImageWriter.write(masks.resolve("specks.png"), speck);
    write(images.resolve("broken.jpg"), "no photo");
    ImageWriter.write(masks.resolve("broken.png"), crack);
    write(images.resolve("notes.txt"), "not looked at");
    ImageWriter.write(images.resolve("a.png"), photo);

    LoadedDataset loaded =
        MaskConverter.convert(
            images, masks, "crack", MaskOptions.DEFAULT, DatasetOptions.DEFAULT, Progress.NONE);
    assertThat(loaded.dataset().categories()).containsExactly(new Category(1, "crack"));
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly("a.jpg", "b.1.jpg");
    assertThat(loaded.dataset().images()).extracting(ImageRecord::id).containsExactly(1L, 2L);
    assertThat(loaded.dataset().images().get(0).annotations()).isEmpty();
    Annotation only = loaded.dataset().images().get(1).annotations().get(0);
    assertThat(only.id()).isEqualTo(1);
    assertThat(only.area()).isEqualTo(80);
    assertThat(loaded.findings())
        .extracting(f -> root.relativize(Path.of(f.file())) + " " + f.record() + ": " + f.reason())
        .containsExactly(
            "images/a.png photo: a.jpg has the same name but for its ending",
            "images/lonely.jpg photo: there is no mask " + masks.resolve("lonely") + ".*",
            "masks/ghost.png mask: there is no photo " + images.resolve("ghost") + ".*",
            "images/broken.jpg photo: is not a photo in JPEG, PNG, BMP, TIFF, WebP or GIF",
            "masks/small.png mask: size is 30x40, the photo 60x40",
            "masks/specks.png 1 speck (4 px at 30,20): area must be > 20 px",
            "masks/small.png photo: its mask cannot be used (size is 30x40, the photo 60x40);"
                + " --keep-unlabelled keeps it as a clean photo",
            "masks/specks.png photo: its mask shows specks alone; --keep-unlabelled keeps it as a"
                + " clean photo");
  }

  private static void write(Path file, String text) {
    io.faultline.internal.provenance.AtomicFile.write(file, text);
  }

  @Test
  void aMaskThatIsTooDarkForTheThresholdIsListed(@TempDir Path root) {
    Raster photo = Raster.of(8, 8, new byte[8 * 8 * 3]);
    byte[] ones = new byte[8 * 8 * 3];
    java.util.Arrays.fill(ones, 60, 90, (byte) 1);
    ImageWriter.write(root.resolve("images/a.png"), photo);
    ImageWriter.write(root.resolve("masks/a.png"), Raster.of(8, 8, ones));
    LoadedDataset loaded =
        MaskConverter.convert(
            root.resolve("images"),
            root.resolve("masks"),
            "c",
            new MaskOptions(127, 15, 20, 10),
            DatasetOptions.DEFAULT.withKeepUnlabelled(true),
            Progress.NONE);
    assertThat(loaded.dataset().images()).hasSize(1);
    assertThat(loaded.findings().get(0).line())
        .endsWith("mask: dropped: has the values 0, 1, so nothing is above threshold 127");
  }

  @Test
  void subfoldersAreCategoriesUnlessTheyAreClean(@TempDir Path root) throws IOException {
    Raster photo = Raster.of(60, 40, new byte[60 * 40 * 3]);
    Mask object = rectangles(60, 40, new int[] {5, 5, 20, 4});
    Mask empty = rectangles(60, 40);
    for (String name : new String[] {"MT_Free", "MT_Crack", "MT_Blowhole", "Nothing"}) {
      ImageWriter.write(root.resolve(name + "/images/x.jpg"), photo);
      boolean shows = name.startsWith("MT");
      ImageWriter.write(root.resolve(name + "/masks/x.png"), shows ? object : empty);
    }
    Files.createDirectories(root.resolve("other/images"));

    LoadedDataset loaded =
        MaskConverter.convert(root, MaskOptions.DEFAULT, DatasetOptions.DEFAULT, Progress.NONE);
    assertThat(loaded.dataset().categories())
        .containsExactly(new Category(1, "MT_Blowhole"), new Category(2, "MT_Crack"));
    assertThat(loaded.dataset().images())
        .extracting(ImageRecord::fileName)
        .containsExactly(
            "MT_Blowhole/images/x.jpg", "MT_Crack/images/x.jpg", "Nothing/images/x.jpg");
    assertThat(loaded.dataset().images())
        .extracting(image -> image.annotations().size())
        .containsExactly(1, 1, 0);
    assertThat(loaded.dataset().images().get(1).annotations().get(0).categoryId()).isEqualTo(2);
    assertThat(loaded.findings()).hasSize(2);
    assertThat(loaded.findings().get(0).reason()).contains("clean photos");
    assertThat(loaded.findings().get(1).action()).isEqualTo(Finding.Action.LEFT_OUT);
  }

  @Test
  void missingFoldersAndNumbersOutOfRangeAreFaults(@TempDir Path root) {
    assertThatThrownBy(
            () ->
                MaskConverter.convert(
                    root.resolve("no"),
                    root,
                    "c",
                    MaskOptions.DEFAULT,
                    DatasetOptions.DEFAULT,
                    Progress.NONE))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessage(root.resolve("no") + ": does not exist");
    assertThatThrownBy(
            () ->
                MaskConverter.convert(
                    root, root, "c", MaskOptions.DEFAULT, DatasetOptions.DEFAULT, Progress.NONE))
        .hasMessageContaining("no photo with a mask");
    assertThatThrownBy(
            () ->
                MaskConverter.convert(
                    root, MaskOptions.DEFAULT, DatasetOptions.DEFAULT, Progress.NONE))
        .hasMessageContaining("no subfolder");
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new MaskOptions(255, 15, 20, 10),
            () -> new MaskOptions(-1, 15, 20, 10),
            () -> new MaskOptions(127, 0, 20, 10),
            () -> new MaskOptions(127, 15, -1, 10),
            () -> new MaskOptions(127, 15, 20, Double.NaN))) {
      assertThatThrownBy(wrong::run)
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE));
    }
  }

  private static Path shared(String name) {
    Path path = Path.of(System.getProperty("faultline.shared", "../../shared"), "data", name);
    Assumptions.assumeTrue(Files.isDirectory(path), path + " is not here");
    return path;
  }

  @Test
  void pavementPhotosConvert() {
    Path root = shared("crackforest");
    LoadedDataset loaded =
        MaskConverter.convert(
            root.resolve("images"),
            root.resolve("masks"),
            "crack",
            MaskOptions.DEFAULT,
            DatasetOptions.DEFAULT,
            Progress.NONE);
    assertThat(loaded.dataset().images()).hasSize(118);
    assertFigures(loaded.dataset(), 133, 0, 4129, 12659, 58431, 30225);
    assertInside(loaded.dataset());
  }

  @Test
  void magneticTilesConvert() {
    LoadedDataset loaded =
        MaskConverter.convert(
            shared("magnetic-tile"), MaskOptions.DEFAULT, DatasetOptions.DEFAULT, Progress.NONE);
    // One mask shows a speck alone, and one holds 13 shades of nearly black.
    assertThat(loaded.dataset().images()).hasSize(590);
    assertThat(loaded.dataset().categories())
        .extracting(Category::name)
        .containsExactly("MT_Blowhole", "MT_Break", "MT_Crack", "MT_Fray", "MT_Uneven");
    assertFigures(loaded.dataset(), 437, 204, 56951, 48412, 99826, 79267);
    assertInside(loaded.dataset());
  }

  /** Against golden/mask_boxes.py: objects, clean photos, and the sums of the boxes' corners. */
  private static void assertFigures(Dataset dataset, int objects, int clean, double... sums) {
    assertThat(dataset.objects()).isEqualTo(objects);
    assertThat(dataset.images().stream().filter(i -> i.annotations().isEmpty())).hasSize(clean);
    double[] ours = new double[4];
    for (ImageRecord image : dataset.images()) {
      for (Annotation annotation : image.annotations()) {
        ours[0] += annotation.box().x1();
        ours[1] += annotation.box().y1();
        ours[2] += annotation.box().x2();
        ours[3] += annotation.box().y2();
      }
    }
    assertThat(ours).containsExactly(sums);
  }

  private static void assertInside(Dataset dataset) {
    for (ImageRecord image : dataset.images()) {
      for (Annotation annotation : image.annotations()) {
        assertThat(annotation.box().clip(image.widthPx(), image.heightPx()))
            .contains(annotation.box());
        assertThat(annotation.area()).isBetween(1.0, annotation.box().area());
        assertThat(annotation.polygons()).isNotEmpty();
      }
    }
  }
}
