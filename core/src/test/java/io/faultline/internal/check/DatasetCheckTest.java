package io.faultline.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.check.CheckResult.Leak;
import io.faultline.internal.check.CheckRule.Weight;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.coco.CocoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetCheckTest {
  @TempDir private Path folder;
  private CheckPhotos photos;

  @BeforeEach
  void photos() {
    photos = new CheckPhotos(folder);
  }

  @Test
  void aSetAgainstItselfLeaksAltogether() {
    List<ImageRecord> five = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      five.add(photos.cracked(i + ".png", i));
    }
    CheckResult result = check(set("train", five), set("test", five));
    assertThat(result.leaks()).containsExactly(new Leak("train", "test", 5, 5));
    assertThat(result.of(CheckRule.LEAK)).hasSize(5);
    assertThat(result.counts()).containsOnlyKeys(CheckRule.LEAK);
  }

  @Test
  void differentPhotosOfOneWallAreNoCopies() {
    List<ImageRecord> walls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      walls.add(photos.cracked(i + ".png", i));
    }
    CheckResult result =
        check(set("train", walls.subList(0, 20)), set("test", walls.subList(20, 40)));
    assertThat(result.findings()).isEmpty();
    assertThat(result.verdict()).isEqualTo("Nothing wrong was found.");
  }

  @Test
  void compressedAndScaledCopiesAreFound() {
    CheckResult result =
        check(
            set("train", List.of(photos.cracked("a.png", 1), photos.cracked("b.png", 2))),
            set("test", List.of(photos.cracked("a2.jpg", 1), photos.half("b2.png", 2))));
    assertThat(result.of(CheckRule.LEAK))
        .extracting(one -> one.finding().record() + " " + one.finding().reason())
        .containsExactly(
            "photo of test looks the same as a.png of train",
            "photo of test looks the same as b.png of train");
    assertThat(result.count(Weight.FAULT)).isEqualTo(2);
    assertThat(result.verdict()).startsWith("2 of 2 photos of test are also in train. ");
  }

  @Test
  void copiesInsideASetAreADoubt() throws IOException {
    ImageRecord first = photos.cracked("a.png", 1);
    Files.copy(first.path(), folder.resolve("b.png"));
    ImageRecord copy =
        new ImageRecord(2, "b.png", folder.resolve("b.png"), 160, 120, first.annotations());
    CheckResult result = check(set("walls", List.of(first, copy)));
    assertThat(result.counts()).isEqualTo(Map.of(CheckRule.COPIES, 1L));
    assertThat(result.of(CheckRule.COPIES).get(0).finding().reason())
        .isEqualTo("is the same file as a.png");
    assertThat(result.of(CheckRule.COPIES).get(0).photos()).containsExactly(first, copy);
  }

  @Test
  void copiesWithOtherLabelsAreAFault() {
    ImageRecord cracked = photos.cracked("a.png", 1);
    ImageRecord clean = photos.write("b.png", CheckPhotos.surface(1));
    ImageRecord moved =
        photos.write(
            "c.png", CheckPhotos.surface(1), CheckPhotos.crack(new Box(100, 80, 140, 100)));
    CheckResult result = check(set("walls", List.of(cracked, clean, moved)));
    assertThat(result.of(CheckRule.CONFLICT))
        .extracting(one -> one.finding().reason())
        .containsExactly(
            "is the same file as a.png; labels here: none; there: crack",
            "is the same file as a.png; boxes differ: 1 here and 1 there have no box of the same"
                + " class at IoU 0.5");
    assertThat(result.count(Weight.FAULT)).isEqualTo(2);
  }

  @Test
  void aPhotoThatLostLabelsContradictsNothing() {
    ImageRecord cracked = photos.cracked("a.png", 1);
    ImageRecord lost = photos.write("b.png", CheckPhotos.surface(1)).withComplete(false);
    assertThat(check(set("walls", List.of(cracked, lost))).of(CheckRule.CONFLICT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfThePhotosChangesNothing(long seed) {
    List<ImageRecord> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(photos.cracked(i + ".png", i % 3));
      all.add(photos.half("half" + i + ".png", i));
    }
    all.add(photos.write("clean.png", CheckPhotos.surface(99)));
    CheckResult first = check(set("train", all.subList(0, 6)), set("test", all.subList(6, 13)));
    List<ImageRecord> train = new ArrayList<>(all.subList(0, 6));
    List<ImageRecord> test = new ArrayList<>(all.subList(6, 13));
    Collections.shuffle(train, new Random(seed));
    Collections.shuffle(test, new Random(seed));
    assertThat(check(set("train", train), set("test", test))).isEqualTo(first);
    assertThat(first.findings()).isNotEmpty();
  }

  @Test
  void boxesOfOddSizesAreNamed() {
    Raster wall = CheckPhotos.surface(1);
    Annotation whole = CheckPhotos.crack(new Box(0, 0, 160, 115));
    Annotation hair = CheckPhotos.crack(new Box(10, 10, 60, 12));
    Annotation plain = CheckPhotos.crack(new Box(10, 10, 60, 13));
    Annotation inverted =
        new Annotation(
            8,
            1,
            new Box(0, 0, 160, 120),
            0.98 * 160 * 120,
            false,
            List.of(new Polygon(new double[] {0, 0, 160, 0, 160, 120})));
    Annotation crowd = new Annotation(9, 1, new Box(0, 0, 160, 120), 9, true, List.of());
    CheckResult result =
        check(
            set(
                "walls",
                List.of(photos.write("a.png", wall, whole, hair, plain, inverted, crowd))));
    assertThat(result.counts())
        .isEqualTo(Map.of(CheckRule.INVERTED, 1L, CheckRule.WHOLE_PHOTO, 1L, CheckRule.TINY, 1L));
    assertThat(result.of(CheckRule.TINY).get(0).box()).contains(hair.box());
    assertThat(result.sets().get(0).crowds()).isEqualTo(1);
    assertThat(result.sets().get(0).objects()).isEqualTo(4);
  }

  @Test
  void onePhotoOfAnotherSizeIsNamedAndAMixedSetOnce() {
    List<ImageRecord> usual = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      usual.add(photos.cracked(i + ".png", i));
    }
    ImageRecord small = photos.write("small.png", Raster.of(40, 40, new byte[4800]), hair());
    List<ImageRecord> all = new ArrayList<>(usual);
    all.add(small);
    CheckResult result = check(set("walls", all));
    assertThat(result.of(CheckRule.SCALE)).hasSize(1);
    assertThat(result.of(CheckRule.SCALE).get(0).photos()).containsExactly(small);
    all.add(photos.write("small2.png", Raster.of(41, 40, new byte[4920]), hair()));
    CheckResult mixed = check(set("walls", all));
    assertThat(mixed.of(CheckRule.SCALE)).hasSize(1);
    assertThat(mixed.of(CheckRule.SCALE).get(0).finding().reason())
        .startsWith("2 of 11 photos are three times as large");
  }

  @Test
  void unreadableAndCleanPhotosAreListed() throws IOException {
    ImageRecord clean = photos.write("clean.png", CheckPhotos.surface(1));
    Path broken = Files.writeString(folder.resolve("broken.png"), "no photo");
    ImageRecord bad = new ImageRecord(2, "broken.png", broken, 9, 9, List.of(hair()));
    CheckResult result = check(set("walls", List.of(clean, bad)));
    assertThat(result.of(CheckRule.UNREADABLE)).hasSize(1);
    assertThat(result.of(CheckRule.UNREADABLE).get(0).finding().file())
        .isEqualTo(broken.toString());
    assertThat(result.of(CheckRule.UNLABELLED)).hasSize(1);
    assertThat(result.count(Weight.NOTE)).isEqualTo(1);
  }

  @Test
  void anEmptySetHasNothingWrong() {
    CheckResult result = check(set("none", List.of()));
    assertThat(result.findings()).isEmpty();
    assertThat(result.sets().get(0).photos()).isZero();
  }

  @Test
  void whatReadersFoundKeepsItsPlace() throws IOException {
    photos.write("a.png", CheckPhotos.surface(1));
    Path file =
        Files.writeString(
            folder.resolve("annotations.json"),
            """
            {"images": [{"id": 1, "file_name": "a.png", "width": 160, "height": 120}],
             "categories": [{"id": 1, "name": "crack"}],
             "annotations": [
               {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 20, 20]},
               {"id": 2, "image_id": 1, "category_id": 1, "bbox": [100, 10, 20, 20]},
               {"id": 3, "image_id": 1, "category_id": 1, "bbox": [150, 10, 40, 20]},
               {"id": 4, "image_id": 1, "category_id": 1, "bbox": [20, 90, 20, 32]},
               {"id": 5, "image_id": 1, "category_id": 9, "bbox": [20, 90, 20, 20]},
               {"id": 6, "image_id": 1, "category_id": 1, "bbox": [300, 10, 20, 20]}]}
            """);
    LoadedDataset loaded = CocoReader.read(file, Optional.empty(), DatasetOptions.DEFAULT);
    CheckResult result =
        DatasetCheck.of(
            List.of(new CheckedSet("walls", loaded.dataset())),
            loaded.findings(),
            new PhotoSignatures());
    assertThat(result.of(CheckRule.FAR_OUTSIDE))
        .extracting(one -> one.finding().record() + " " + one.box().orElseThrow())
        .containsExactly(
            "annotation 3 " + new Box(150, 10, 190, 30),
            "annotation 6 " + new Box(300, 10, 320, 30));
    assertThat(result.of(CheckRule.CHANGED)).hasSize(1);
    assertThat(result.of(CheckRule.LOST)).hasSize(1);
    assertThat(result.of(CheckRule.CHANGED).get(0).photos())
        .extracting(ImageRecord::fileName)
        .containsExactly("a.png");
  }

  @Test
  void everyReadersActionHasARule() {
    for (Finding.Action action : Finding.Action.values()) {
      Finding finding = new Finding("file", "record", action, "reason");
      assertThat(ReadingFindings.of(List.of(finding))).hasSize(1);
    }
  }

  private static Annotation hair() {
    return CheckPhotos.crack(new Box(1, 1, 9, 9));
  }

  private static CheckedSet set(String name, List<ImageRecord> images) {
    return new CheckedSet(name, new Dataset(List.of(new Category(1, "crack")), images));
  }

  private static CheckResult check(CheckedSet... sets) {
    return DatasetCheck.of(List.of(sets), List.of(), new PhotoSignatures());
  }
}
