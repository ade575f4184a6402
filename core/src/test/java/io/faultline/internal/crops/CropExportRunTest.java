package io.faultline.internal.crops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.region.CropName;
import io.faultline.internal.region.Region;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RankingStage;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TinyTraining;
import io.faultline.internal.training.TrainingRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropExportRunTest {
  @TempDir Path folder;

  private static PipelineConfig config(String... further) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "proposals.budget=120",
                "data.held-out=0.34",
                "data.group=photo",
                "fine-tune.warp.crop-side=32",
                "fine-tune.warp.context-padding=4",
                "region.negatives.kind=per-band",
                "region.negatives.count=2"));
    sets.addAll(List.of(further));
    return TinyTraining.config(sets.toArray(String[]::new));
  }

  private Dataset photos(int count) {
    return new SyntheticPhotos(new RunSeed(3), new SyntheticPhotos.Options(96, 96, 0.2, 2, 1))
        .write(folder.resolve("photos"), count, Progress.NONE);
  }

  private CropExportRun.Result export(Dataset dataset, PipelineConfig config, String extension) {
    try (RunContexts runs = new RunContexts(2)) {
      return CropExportRun.run(dataset, config, extension, crops(), runs.context());
    }
  }

  private Path crops() {
    return folder.resolve("crops");
  }

  private List<CropManifest.Row> rows() {
    return CropManifest.read(crops().resolve("manifest.csv")).rows();
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void cropsAreTheRegionsThatTrainingLearnsFrom() {
    Dataset dataset = photos(6);
    PipelineConfig config = config();
    export(dataset, config, "png");

    Map<String, List<Region>> exported = new HashMap<>();
    for (CropManifest.Row row : rows()) {
      String side = row.file().substring(0, row.file().indexOf('/'));
      exported.computeIfAbsent(side, key -> new ArrayList<>()).add(row.region());
    }
    TrainingRegions training = training(dataset, config);
    assertThat(exported.get("train")).containsExactlyElementsOf(regions(training.train()));
    assertThat(exported.get("validation")).containsExactlyElementsOf(regions(training.heldOut()));
    assertThat(exported.get("validation")).isNotEmpty().anyMatch(Region::truth);
  }

  private TrainingRegions training(Dataset dataset, PipelineConfig config) {
    try (RunContexts runs = new RunContexts(1)) {
      RunContext context = runs.context();
      GroupRule rule = PhotoGroups.of(dataset, config, context);
      ProposalSource asked = ProposalSource.of(config);
      List<Piece> whole = asked.pieces(dataset.images());
      Set<String> heldOut = TrainingRegions.heldOut(dataset, config, rule, context);
      PhotoCache photos = new PhotoCache();
      ProposalSource source =
          RankingStage.run(asked, whole, heldOut, photos, new RunSeed(config.seed()), context);
      ProposalStage.Result proposed =
          ProposalStage.run(whole, source.generator(), photos, folder.resolve("store"), context);
      Dataset pieces =
          new Dataset(dataset.categories(), proposed.pieces().stream().map(Piece::record).toList());
      return TrainingRegions.of(heldOut, pieces, proposed, config, photos);
    }
  }

  /** The regions of photos as files tell them: which object of the photo one shows, they do not. */
  private static List<Region> regions(List<TrainingPhoto> photos) {
    return photos.stream()
        .flatMap(photo -> photo.regions().regions().stream())
        .map(of -> new Region(of.box(), of.iou(), of.label(), of.truth()))
        .toList();
  }

  @Test
  void everyFileStandsInTheManifestAndIsNamedByItsRegion() throws IOException {
    CropExportRun.Result result = export(photos(6), config(), "png");

    List<CropManifest.Row> rows = rows();
    Set<String> expected = rows.stream().map(CropManifest.Row::file).collect(Collectors.toSet());
    assertThat(expected).hasSameSizeAs(rows);
    expected.addAll(Set.of("manifest.csv", "classes.txt", "config.yaml"));
    assertThat(files(crops())).isEqualTo(expected);
    assertThat(crops().resolve("classes.txt")).hasContent("crack\n");
    for (CropManifest.Row row : rows) {
      CropName name = CropName.parse(row.file().substring(row.file().indexOf('/') + 1));
      Region region = row.region();
      assertThat(name)
          .isEqualTo(
              new CropName(name.image(), row.counter(), region.iou(), region.label(), "png"));
      Raster photo = ImageReader.read(folder.resolve("photos").resolve(row.photo()));
      assertThat(ImageReader.read(crops().resolve(row.file())).bytes())
          .isEqualTo(Warp.cropAndWarp(photo, region.box(), 32, 4).bytes());
    }
    long counted =
        Stream.of(result.train(), result.validation())
            .flatMap(side -> side.crops().stream())
            .mapToLong(Long::longValue)
            .sum();
    assertThat(counted).isEqualTo(rows.size());
    assertThat(result.names()).containsExactly("background", "crack");
  }

  @Test
  void aPhotoInTilesHasOneCountAndTruthBoxesOnce() {
    byte[] grey = new byte[300 * 100 * 3];
    Path file = folder.resolve("photos/long.png");
    ImageWriter.write(file, Raster.of(300, 100, grey));
    Box crack = Box.ofSize(110, 20, 30, 50); // In the overlap of two tiles.
    Dataset dataset =
        new Dataset(
            List.of(new Category(7, "spall"), new Category(9, "crack")),
            List.of(
                new ImageRecord(
                    5,
                    "long.png",
                    file,
                    300,
                    100,
                    List.of(new Annotation(1, 9, crack, crack.area(), false, List.of())))));

    export(
        dataset,
        config("detection.tile-side=160", "detection.tile-overlap=60", "data.held-out=0"),
        "jpg");

    List<CropManifest.Row> rows = rows();
    assertThat(rows).extracting(CropManifest.Row::counter).doesNotHaveDuplicates();
    assertThat(rows).allMatch(row -> row.region().box().clip(300, 100).isPresent());
    assertThat(rows).anyMatch(row -> row.region().box().x1() > 160);
    assertThat(rows.stream().filter(row -> row.region().truth()))
        .singleElement()
        .satisfies(row -> assertThat(row.region().box()).isEqualTo(crack))
        .satisfies(row -> assertThat(row.file()).isEqualTo("train/long.0.1_0.2.jpg"))
        .satisfies(row -> assertThat(row.category()).isEqualTo("crack"));
    assertThat(crops().resolve("classes.txt")).hasContent("spall\ncrack\n");
  }

  @Test
  void photosOfOneNameAndOddNamesKeepTheirCropsApart() {
    Dataset made = photos(3);
    List<String> names = List.of("a/=wall, 1.jpg", "b/=wall, 1.jpg", "c/ü.b.jpg");
    List<ImageRecord> images = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ImageRecord image = made.images().get(i);
      images.add(new ImageRecord(i, names.get(i), image.path(), 96, 96, image.annotations()));
    }

    export(new Dataset(made.categories(), images), config(), "jpg");

    Map<String, Set<String>> byImage =
        rows().stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        CropName.parse(row.file().substring(row.file().indexOf('/') + 1)).image(),
                    Collectors.mapping(CropManifest.Row::photo, Collectors.toSet())));
    assertThat(byImage)
        .isEqualTo(
            Map.of(
                "=wall, 1", Set.of(names.get(0)),
                "=wall, 1-1", Set.of(names.get(1)),
                "ü.b", Set.of(names.get(2))));
  }

  @Test
  void numbersAreWrittenAlikeInEveryLanguage() throws IOException {
    Dataset dataset = photos(3);
    export(dataset, config(), "jpg");
    Path english = Files.move(crops(), folder.resolve("english"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      export(dataset, config(), "jpg");
    } finally {
      Locale.setDefault(before);
    }
    assertThat(files(crops())).isEqualTo(files(english));
    assertThat(crops().resolve("manifest.csv"))
        .hasSameBinaryContentAs(english.resolve("manifest.csv"));
  }

  @Test
  void aStoppedExportIsDoneAgainAndNothingElseIsTouched() throws IOException {
    Dataset dataset = photos(3);
    new CropFiles(crops()).unfinished().begin();
    Path half = Files.createDirectories(crops().resolve("train")).resolve("x.3.0_5.1.jpg");
    Files.writeString(half, "half");
    export(dataset, config(), "jpg");
    assertThat(half).doesNotExist();
    assertThat(files(crops())).noneMatch(name -> name.startsWith("."));

    assertRefused(dataset, crops(), "holds a set of crops already");
    Path mine = folder.resolve("mine");
    Files.createDirectories(mine.resolve("validation"));
    Files.writeString(mine.resolve("validation/x.3.0_5.1.jpg"), "mine");
    assertRefused(dataset, mine, "holds x.3.0_5.1.jpg, which was not made here");
    assertThat(mine.resolve("validation/x.3.0_5.1.jpg")).hasContent("mine");
    Path settings = Files.createDirectories(folder.resolve("settings")).resolve("config.yaml");
    Files.writeString(settings, "mine");
    assertRefused(
        dataset, folder.resolve("settings"), "holds config.yaml, which was not made here");
    assertThat(settings).hasContent("mine");
  }

  @Test
  void cropsAreNotWrittenAmongThePhotos() throws IOException {
    Dataset dataset = photos(3);
    Set<String> before = files(folder);
    Path photos = folder.resolve("photos/images");
    assertRefused(dataset, photos, "photos of the dataset lie here");
    assertRefused(dataset, photos.resolve("deeper/crops"), "photos of the dataset lie here");
    assertRefused(dataset, folder, "photos of the dataset lie here");
    assertThat(files(folder)).isEqualTo(before);
  }

  private static void assertRefused(Dataset dataset, Path target, String why) {
    try (RunContexts runs = new RunContexts(1)) {
      assertThatThrownBy(() -> CropExportRun.run(dataset, config(), "jpg", target, runs.context()))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.OUTPUT))
          .hasMessageContaining(why);
    }
  }

  @Test
  void unreadablePhotosAreListedAndTheOthersExported() throws IOException {
    Dataset dataset = photos(4);
    Path damaged = dataset.images().get(1).path();
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 300));

    CropExportRun.Result result = export(dataset, config(), "jpg");

    assertThat(result.unreadable())
        .singleElement()
        .satisfies(photo -> assertThat(photo.fileName()).isEqualTo("images/photo-00001.png"));
    assertThat(rows()).extracting(CropManifest.Row::photo).doesNotContain("images/photo-00001.png");
  }

  @Test
  void photosThatGiveNoCropAreCounted() {
    Dataset made = photos(6);
    List<ImageRecord> images = new ArrayList<>(made.images());
    images.replaceAll(image -> image.id() <= 3 ? image.with(List.of()) : image);
    Dataset dataset = new Dataset(made.categories(), images);
    try (RunContexts runs = new RunContexts(1)) {
      PipelineConfig none =
          config(
              "region.negatives.kind=hardest",
              "region.negatives.count=0",
              "operating-point.target-recall=0.5",
              "operating-point.proof=0.3");
      CropExportRun.Result result =
          CropExportRun.run(dataset, none, "jpg", crops(), runs.context());
      long photos = result.train().photos() + result.validation().photos();
      assertThat(result.train().crops().get(0)).isZero();
      assertThat(runs.notes())
          .contains(
              "2 photos are not exported: operating-point.target-recall sets them aside for the proof");
      assertThat(photos).isBetween(1L, 3L);
      assertThat(runs.notes())
          .anyMatch(
              note -> note.startsWith((4 - photos) + " photo") && note.contains(" no crop: "));
    }
  }

  @Test
  void manifestsOfOthersAreRefused() throws IOException {
    Path file = folder.resolve("manifest.csv");
    for (String text : List.of("", "file,label\nx,1\n", "file,photo\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> CropManifest.read(file))
          .isInstanceOf(FaultlineException.class)
          .hasMessageStartingWith(file + ": is no manifest of crops");
    }
    new CropManifest(List.of()).write(file);
    String header = Files.readString(file);
    for (String row :
        List.of("x\n", "f,p,g,a,1,1,c,true,0,0,1,1\n", "f,p,g,0,1,1,c,true,1,0,0,1\n")) {
      Files.writeString(file, header + row);
      assertThatThrownBy(() -> CropManifest.read(file)).hasMessageContaining("crop 1 of the table");
    }
  }
}
