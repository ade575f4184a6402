package io.faultline.internal.crops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.ClassificationReport;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.provenance.UnfinishedFolder;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.region.Region;
import io.faultline.internal.results.Csv;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TinyTraining;
import io.faultline.internal.weights.WeightsReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropTrainingRunTest {
  private static final int SIDE = 32;

  @TempDir Path folder;

  private static PipelineConfig config(String... further) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "fine-tune.regime=warp",
                "fine-tune.warp.crop-side=" + SIDE,
                "fine-tune.warp.context-padding=4",
                "data.held-out=0.34"));
    sets.addAll(List.of(further));
    return TinyTraining.config(sets.toArray(String[]::new));
  }

  private Path crops() {
    return folder.resolve("crops");
  }

  private RunFolder runFolder() {
    return new RunFolder(folder.resolve("run"));
  }

  /** A grey square, with a dark line where the label is not 0. */
  private void crop(String file) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    Arrays.fill(rgb, (byte) 128);
    String[] parts = file.split("\\.", -1);
    if (!parts[parts.length - 2].equals("0")) {
      Arrays.fill(rgb, SIDE * 45, SIDE * 54, (byte) 10);
    }
    Path png = folder.resolve("crop.png");
    ImageWriter.write(png, Raster.of(SIDE, SIDE, rgb));
    try {
      Path target = crops().resolve(file);
      Files.createDirectories(target.getParent());
      Files.move(png, target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void crops(String... files) {
    for (String file : files) {
      crop(file);
    }
  }

  /** Two photos to learn from, one to judge by. */
  private void cropsOfThreePhotos() {
    crops(
        "train/a.0.1_0.1.png",
        "train/a.1.0_2.0.png",
        "train/b.b.0.0_61.1.png",
        "train/b.b.1.0_0.0.png",
        "validation/c.0.1_0.1.png",
        "validation/c.1.0_3.0.png",
        "validation/c.2.0_0.0.png");
  }

  private record Ran(CropTrainingRun.Result result, List<String> notes) {
    String said() {
      return String.join("\n", notes);
    }
  }

  private Ran train(PipelineConfig config) {
    try (RunContexts runs = new RunContexts(2)) {
      CropTrainingRun.Result result =
          CropTrainingRun.run(crops(), config, runFolder(), runs.context());
      return new Ran(result, List.copyOf(runs.notes()));
    }
  }

  private void assertRefused(PipelineConfig config, Problem problem, String... parts) {
    assertThatThrownBy(() -> train(config))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageContainingAll(parts);
  }

  private Dataset export(PipelineConfig config) {
    Dataset dataset =
        new SyntheticPhotos(new RunSeed(3), new SyntheticPhotos.Options(96, 96, 0.2, 2, 1))
            .write(folder.resolve("photos"), 6, Progress.NONE);
    try (RunContexts runs = new RunContexts(2)) {
      CropExportRun.run(dataset, config, "png", crops(), runs.context());
    }
    return dataset;
  }

  @Test
  void exportedCropsAreReadWithTheirLabelsOverlapsAndPixels() {
    PipelineConfig config = config("data.group=photo", "proposals.budget=40");
    export(config);
    try (RunContexts runs = new RunContexts(2)) {
      CropFolder read = CropFolder.read(crops(), runs.context());
      assertThat(read.leftOut()).isEmpty();
      assertThat(read.names()).containsExactly("background", "crack");
      Map<String, CropManifest.Row> rows = new HashMap<>();
      CropManifest.read(crops().resolve("manifest.csv"))
          .rows()
          .forEach(row -> rows.put(row.file(), row));
      assertThat(read.crops()).hasSameSizeAs(rows.values());

      LoadedCrops loader = new LoadedCrops(new PhotoCache(), runs.context());
      Map<CropFolder.Crop, ImageRecord> records = new LinkedHashMap<>();
      loader.read(read.crops()).done().forEach(one -> records.put(one.photo(), one.result()));
      CropSides sides = CropSides.of(crops(), read.crops(), List.of(), config, runs.context());
      for (var side : List.of(sides.train(), sides.validation())) {
        List<TrainingPhoto> photos = loader.training(side, records);
        List<List<CropFolder.Crop>> byPhoto = List.copyOf(side.values());
        for (int i = 0; i < photos.size(); i++) {
          List<Region> regions = photos.get(i).regions().regions();
          for (int k = 0; k < regions.size(); k++) {
            CropManifest.Row row = Objects.requireNonNull(rows.get(byPhoto.get(i).get(k).file()));
            Raster photo = ImageReader.read(folder.resolve("photos").resolve(row.photo()));
            assertThat(regions.get(k).label()).isEqualTo(row.region().label());
            assertThat(regions.get(k).iou()).isCloseTo(row.region().iou(), offset(0.005));
            assertThat(photos.get(i).crops().cut(regions.get(k).box(), SIDE, 4).bytes())
                .isEqualTo(Warp.cropAndWarp(photo, row.region().box(), SIDE, 4).bytes());
          }
        }
      }
      assertThat(sides.train().keySet()).doesNotContainAnyElementsOf(sides.validation().keySet());
      assertThat(sides.validation()).hasSize(2);
    }
  }

  @Test
  void defaultsAreThoseOfTheExport() {
    export(config("fine-tune.regime=shared", "proposals.budget=10", "data.group=photo"));
    PipelineConfig defaults = CropTrainingRun.defaults(crops());
    assertThat(defaults.fineTune().warp().cropSide()).isEqualTo(SIDE);
    assertThat(defaults.fineTune().warp().contextPadding()).isEqualTo(4);
    PipelineConfig exported =
        ConfigReader.read(
            PipelineConfig.class,
            PipelineConfig.DEFAULT,
            Optional.of(crops().resolve("config.yaml")),
            List.of());
    assertThat(exported.fineTune().regime()).isEqualTo(defaults.fineTune().regime());
    assertThat(CropTrainingRun.defaults(folder.resolve("photos")).fineTune().warp())
        .isEqualTo(PipelineConfig.DEFAULT.fineTune().warp());
  }

  @Test
  void trainingLeavesAReportWeightsAndAModel() throws IOException {
    cropsOfThreePhotos();
    Ran ran = train(config());

    assertThat(ran.result().leftOut()).isEmpty();
    assertThat(ran.result().train()).isEqualTo(new CropExportRun.Side(2, List.of(2L, 2L)));
    assertThat(ran.result().validation()).isEqualTo(new CropExportRun.Side(1, List.of(2L, 1L)));
    assertThat(ran.result().report().orElseThrow().decided().classes())
        .extracting(ClassificationReport.Row::name, ClassificationReport.Row::support)
        .containsExactly(tuple("background", 2L), tuple("crack", 1L));
    RunFolder run = runFolder();
    assertThat(run.epochs()).content().hasLineCount(2);
    assertThat(List.of(run.config(), run.curves(), run.regions())).allMatch(Files::exists);
    assertThat(run.report()).content().contains("Training on crops", "f1-score");
    assertThat(Csv.read(run.answers())).hasSize(4).allMatch(line -> line.size() == 5);
    assertThat(run.leftOut()).doesNotExist();
    assertThat(run.checkpoint()).doesNotExist();
    try (RegionNetwork network =
            RegionNetwork.of(config().network().spec(1), WeightsReader.read(run.weights()));
        RegionDetector detector = RegionDetector.load(run.model())) {
      assertThat(network.spec().classes()).isEqualTo(1);
      assertThat(detector.categories()).singleElement().extracting("name").isEqualTo("crack");
      assertThat(detector.detect(Raster.of(64, 64, new byte[64 * 64 * 3]))).isNotNull();
    }
  }

  @Test
  void theSameCropsAndSeedGiveTheSameNetworkInEveryLanguage() throws IOException {
    cropsOfThreePhotos();
    train(config());
    byte[] first = Files.readAllBytes(runFolder().weights());
    String answers = Files.readString(runFolder().answers());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      train(config());
    } finally {
      Locale.setDefault(before);
    }
    assertThat(runFolder().weights()).hasBinaryContent(first);
    assertThat(runFolder().answers()).hasContent(answers);
  }

  @Test
  void cropsTogetherInOneFolderAreSplitByTheGroupsOfTheirPhotos() {
    for (String photo :
        List.of("kai_1_0_0", "kai_1_0_1", "kai_2_0_0", "kai_2_0_1", "pier", "dam")) {
      crops(photo + ".0.1_0.1.png", photo + ".1.0_1.0.png");
    }
    Ran ran = train(config());
    assertThat(ran.result().validation().photos()).isBetween(1L, 3L);
    assertThat(ran.result().train().photos() + ran.result().validation().photos()).isEqualTo(6);
    Map<String, Boolean> held = new HashMap<>();
    try (RunContexts runs = new RunContexts(1)) {
      CropFolder read = CropFolder.read(crops(), runs.context());
      CropSides sides = CropSides.of(crops(), read.crops(), List.of(), config(), runs.context());
      sides.train().keySet().forEach(photo -> held.put(photo, false));
      sides.validation().keySet().forEach(photo -> held.put(photo, true));
    }
    assertThat(held).hasSize(6);
    assertThat(held.get("kai_1_0_0")).isEqualTo(held.get("kai_1_0_1"));
    assertThat(held.get("kai_2_0_0")).isEqualTo(held.get("kai_2_0_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"validation", "val", "valid", "Val"})
  void validationFoldersHaveSeveralNames(String name) {
    crops(
        "train/site/a.0.1_0.1.png",
        "train/other/a.0.0_1.0.png",
        name + "/site/c.0.1_0.1.png",
        "spare/d.0.1_0.1.png",
        "e.0.1_0.1.png");
    Ran ran = train(config());
    assertThat(ran.result().train().photos()).isEqualTo(2);
    assertThat(ran.result().validation()).isEqualTo(new CropExportRun.Side(1, List.of(0L, 1L)));
    assertThat(ran.said())
        .contains("1 crops in spare are not used", "1 crops beside the folders are not used");
  }

  @Test
  void aPhotoInTwoFoldersIsALeak() {
    cropsOfThreePhotos();
    crops("validation/a.7.0_1.0.png", "test/b.b.7.0_1.0.png", "test/c.9.0_1.0.png");
    assertThat(train(config()).said())
        .contains(
            "1 photo has crops in train and in validation, such as a: the report on the validation",
            "1 photo has crops in train and in test, such as b.b: the report on the test crops",
            "1 photo has crops in validation and in test, such as c: the report on the test crops");
  }

  @Test
  void testCropsAreReportedOnAndChangeNothing() throws IOException {
    cropsOfThreePhotos();
    Ran without = train(config());
    byte[] network = Files.readAllBytes(runFolder().weights());
    assertThat(runFolder().testAnswers()).doesNotExist();
    assertThat(without.result().testReport()).isEmpty();

    crops("test/x.0.1_0.1.png", "test/x.1.0_1.0.png", "test/y.0.0_2.0.png");
    Ran ran = train(config());

    assertThat(runFolder().weights()).hasBinaryContent(network);
    assertThat(ran.result().report()).isEqualTo(without.result().report());
    assertThat(ran.said()).doesNotContain("not used", "look better");
    assertThat(ran.result().test()).isEqualTo(new CropExportRun.Side(2, List.of(2L, 1L)));
    assertThat(ran.result().testReport().orElseThrow().decided().classes())
        .extracting(ClassificationReport.Row::support)
        .containsExactly(2L, 1L);
    assertThat(Csv.read(runFolder().testAnswers()))
        .extracting(line -> line.get(0))
        .containsExactly("file", "test/x.0.1_0.1.png", "test/x.1.0_1.0.png", "test/y.0.0_2.0.png");
    assertThat(ran.result().metrics().text()).contains("\"test\" : {");
    assertThat(runFolder().report()).content().contains("Test crops", "tested on 3 crops of 2");
  }

  @Test
  void aTestFolderAloneIsNoValidationFolder() {
    cropsOfThreePhotos();
    crops("test/x.0.1_0.1.png");
    try (RunContexts runs = new RunContexts(1)) {
      List<CropFolder.Crop> read =
          CropFolder.read(crops(), runs.context()).crops().stream()
              .filter(crop -> !crop.file().startsWith("validation"))
              .toList();
      CropSides sides = CropSides.of(crops(), read, List.of(), config(), runs.context());
      assertThat(sides.test()).containsOnlyKeys("x");
      assertThat(sides.train()).hasSize(1);
      assertThat(sides.validation()).hasSize(1);
      assertThat(runs.notes())
          .contains("the folder has no validation crops: some of train are held out");
    }
  }

  @Test
  void filesThatAreNoCropsAreListedAndCounted() throws IOException {
    cropsOfThreePhotos();
    crops("train/wall.jpg.0.0.png", "train/a.9.1_5.1.png", "train/a.9.0_5.1001.png");
    Files.writeString(crops().resolve("train/a.3.0_5.1.jpg"), "no picture");
    byte[] cut = Files.readAllBytes(crops().resolve("train/a.0.1_0.1.png"));
    Files.write(crops().resolve("train/a.4.0_5.1.png"), Arrays.copyOf(cut, 60));
    Files.write(crops().resolve("validation/c.8.0_0.0.png"), new byte[0]);

    Ran ran = train(config());

    assertThat(ran.result().leftOut())
        .extracting(UnreadablePhoto::fileName)
        .containsExactlyInAnyOrder(
            "train/wall.jpg.0.0.png",
            "train/a.9.1_5.1.png",
            "train/a.9.0_5.1001.png",
            "train/a.3.0_5.1.jpg",
            "train/a.4.0_5.1.png",
            "validation/c.8.0_0.0.png");
    assertThat(ran.notes()).filteredOn(note -> note.startsWith("left out: ")).hasSize(6);
    assertThat(ran.said())
        .contains(
            "train/wall.jpg.0.0.png: is not called {image}.{counter}.{iou}.{label}.{ext}",
            "label is 1001; above 1000 the classes must be named");
    assertThat(Csv.read(runFolder().leftOut())).hasSize(7);
    assertThat(ran.result().train().crops()).containsExactly(2L, 2L);
  }

  @Test
  void cropsThatTheManifestNamesAndThatAreGoneAreListed() throws IOException {
    export(config("proposals.budget=20", "data.group=photo"));
    CropManifest.Row gone = CropManifest.read(crops().resolve("manifest.csv")).rows().get(1);
    Files.delete(crops().resolve(gone.file()));
    assertThat(train(config()).result().leftOut())
        .containsExactly(
            new UnreadablePhoto(gone.file(), "is in manifest.csv, but not in the folder"));

    Files.writeString(crops().resolve("manifest.csv"), "id;name\n");
    Ran ran = train(config());
    assertThat(ran.result().leftOut()).isEmpty();
    assertThat(ran.said()).contains("manifest.csv is not used");
  }

  @Test
  void cropsMayBePicturesOfAnyKindAndSize() throws IOException {
    BufferedImage picture = new BufferedImage(20, 50, BufferedImage.TYPE_INT_RGB);
    Files.createDirectories(crops());
    for (String kind : List.of("bmp", "gif", "tif", "jpg", "png")) {
      Path file = crops().resolve("wall." + kind + ".0.1_0.1." + kind);
      assertThat(ImageIO.write(picture, kind, file.toFile())).isTrue();
    }
    Files.move(crops().resolve("wall.jpg.0.1_0.1.jpg"), crops().resolve("wall.jpg.0.1_0.1.JPEG"));
    Files.copy(crops().resolve("wall.png.0.1_0.1.png"), crops().resolve("wall.3.0_0.0.tiff"));
    Ran ran = train(config("data.held-out=0"));
    assertThat(ran.result().leftOut()).isEmpty();
    assertThat(ran.result().train()).isEqualTo(new CropExportRun.Side(6, List.of(1L, 5L)));
  }

  @Test
  void foldersWithoutCropsAreRefused() throws IOException {
    Files.writeString(crops(), "a file");
    assertRefused(config(), Problem.INPUT, crops() + ": is a file; must be a folder");
    Files.delete(crops());
    assertRefused(config(), Problem.INPUT, crops() + ": no such photo or folder");
    Files.createDirectories(crops());
    assertRefused(config(), Problem.INPUT, crops() + ": holds no photo");
    crops("train/wall.png.png");
    assertRefused(
        config(), Problem.INPUT, "holds no crop", "train/wall.png.png", "wall.12.0_57.1.jpg");
    Files.writeString(crops().resolve("train/a.3.0_5.1.jpg"), "no picture");
    assertRefused(config(), Problem.INPUT, "no crop can be read", "a.3.0_5.1.jpg");
    crops("deep/crops/train/a.0.1_0.1.png");
    assertRefused(config(), Problem.INPUT, "deep/crops/train/a.0.1_0.1.png", "name the folder");
  }

  @Test
  void anExportThatWasStoppedIsRefused() {
    cropsOfThreePhotos();
    UnfinishedFolder unfinished =
        new UnfinishedFolder(
            crops(),
            new UnfinishedFolder.Contents(
                "set", "manifest.csv", List.of(), List.of(), name -> true));
    unfinished.begin();
    assertRefused(config(), Problem.INPUT, "the export into this folder is not done");
    unfinished.end();
    assertThat(train(config()).result().epochs()).hasSize(1);
  }

  @Test
  void classesThatAreMissingAreSaidAndWithoutAnyObjectNothingIsLearnt() throws IOException {
    crops("train/a.0.1_0.1.png", "train/a.1.1_0.3.png", "val/b.0.1_0.1.png");
    Ran ran = train(config());
    assertThat(ran.result().names()).containsExactly("background", "class 1", "class 2", "class 3");
    assertThat(ran.said())
        .contains(
            "warning: no crop to learn from shows background",
            "warning: no crop to learn from shows class 2",
            "no validation crop shows class 3");
    assertThat(ran.result().report().orElseThrow().decided().classes())
        .extracting(ClassificationReport.Row::support)
        .containsExactly(0L, 1L, 0L, 0L);

    Files.writeString(crops().resolve("classes.txt"), "\uFEFFcrack\nspall\n\n");
    Ran named = train(config());
    assertThat(named.result().names()).containsExactly("background", "crack", "spall");
    assertThat(named.result().leftOut())
        .containsExactly(
            new UnreadablePhoto("train/a.1.1_0.3.png", "label is 3; classes.txt names 2 classes"));

    Files.move(crops().resolve("train/a.0.1_0.1.png"), crops().resolve("train/a.0.1_0.0.png"));
    assertRefused(config(), Problem.INPUT, "no crop to learn from shows an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | names no class",
        "'crack\n\nspall' | line 2 is empty",
        "'crack\ncrack' | line 2 is crack again",
      })
  void classesMustBeNamedOneALine(String text, String why) throws IOException {
    cropsOfThreePhotos();
    Files.writeString(crops().resolve("classes.txt"), text);
    assertRefused(config(), Problem.INPUT, crops().resolve("classes.txt") + ": ", why);
  }

  @Test
  void withoutValidationCropsNothingIsReported() {
    crops("a.0.1_0.1.png", "a.1.0_0.0.png");
    Ran ran = train(config());
    assertThat(ran.result().report()).isEmpty();
    assertThat(ran.result().validation()).isEqualTo(new CropExportRun.Side(0, List.of(0L, 0L)));
    assertThat(runFolder().answers()).doesNotExist();
    assertThat(runFolder().report()).content().contains("nothing says how good");
  }

  @Test
  void settingsThatNeedPhotosAreRefused() {
    cropsOfThreePhotos();
    assertRefused(config("fine-tune.regime=shared"), Problem.USAGE, "fine-tune.regime is shared");
    assertRefused(config("classifier.kind=svm"), Problem.USAGE, "classifier.kind is not head");
    assertRefused(
        config("operating-point.target-recall=0.9"),
        Problem.USAGE,
        "operating-point.target-recall");
    try (RunContexts runs = new RunContexts(1)) {
      for (Path place : List.of(crops(), crops().resolve("train/run"))) {
        assertThatThrownBy(
                () -> CropTrainingRun.run(crops(), config(), new RunFolder(place), runs.context()))
            .isInstanceOfSatisfying(
                FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
            .hasMessageContaining("the crops lie here");
      }
    }
  }
}
