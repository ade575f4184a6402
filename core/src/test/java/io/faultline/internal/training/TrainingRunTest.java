package io.faultline.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.pipeline.EvaluationRun;
import io.faultline.internal.pipeline.EvaluationSummary;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.report.ClassifierTable;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.weights.SafetensorsWriter;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stages put together, on a handful of small photos: what comes out, not how good it is. */
class TrainingRunTest {
  private static final PipelineConfig CONFIG =
      ConfigReader.read(
          PipelineConfig.class,
          PipelineConfig.DEFAULT,
          Optional.empty(),
          List.of(
              "network.cut-after=layer1",
              "network.grid-side=3",
              "network.hidden=16",
              "proposals.budget=200",
              "fine-tune.epochs=1",
              "fine-tune.shared.min-steps-per-epoch=1",
              "fine-tune.shared.regions.count=24",
              "data.held-out=0.25",
              "detection.min-score=0"));

  @TempDir Path folder;

  @Test
  void theSameInputsAndSeedGiveTheSameModelOnAnyNumberOfWorkers() {
    Dataset photos = photos(8);
    train(photos, CONFIG, folder.resolve("a"), 1);
    train(photos, CONFIG, folder.resolve("b"), 2);
    assertThat(folder.resolve("a/model")).hasSameBinaryContentAs(folder.resolve("b/model"));
    train(photos, CONFIG.withSeed(2), folder.resolve("c"), 1);
    assertThat(mismatch("a/model", "c/model")).isNotNegative();
    assertThat(folder.resolve("a/config.yaml")).exists();
    assertThat(folder.resolve("a/epochs.csv")).content().hasLineCount(2);
    assertThat(folder.resolve("a/curves.svg")).content().contains("One epoch is too few");
    assertThat(folder.resolve("a/regions.png"))
        .hasSameBinaryContentAs(folder.resolve("b/regions.png"));
  }

  @Test
  void xgboostAndHeadModelsAreEvaluatedOnDatasetsOfTheSameCategories() {
    Dataset photos = photos(8);
    PipelineConfig trees =
        ConfigReader.read(
            PipelineConfig.class,
            CONFIG,
            Optional.empty(),
            List.of("classifier.kind=xgboost", "classifier.xgboost.trees=5"));
    train(photos, trees, folder.resolve("run"), 2);
    try (RunContexts runs = new RunContexts(2);
        RegionDetector detector = RegionDetector.load(folder.resolve("run/model"))) {
      EvaluationSummary summary =
          EvaluationRun.test(
              detector, photos, EvaluationRun.Options.of(new RunSeed(1)), runs.context());
      assertThat(summary.seen().seen().learnt().size() + summary.seen().seen().heldOut().size())
          .as("the model knows all photos of its training")
          .isEqualTo(8);
      assertThat(runs.notes())
          .anyMatch(note -> note.startsWith("warning: ") && note.contains("trained on"));
      assertThat(summary.detections()).hasSize(8);
      assertThat(summary.evaluation().coco().ap50()).isBetween(0.0, 1.0);
      assertThat(summary.ceiling().objects()).isEqualTo(photos.objects());
      assertThat(summary.regions().text()).contains("background").contains("crack");
      Dataset others = new Dataset(List.of(new Category(1, "rust")), photos.images());
      assertThatThrownBy(() -> EvaluationRun.run(detector, others, new RunSeed(1), runs.context()))
          .hasMessageContaining("rust")
          .hasMessageContaining("none of the model's");
    }
  }

  @Test
  void fourClassifiersAreTrainedOnTheSameFeaturesAndTheBestBecomesTheModel() throws IOException {
    Dataset photos = photos(8);
    PipelineConfig all =
        ConfigReader.read(
            PipelineConfig.class,
            CONFIG,
            Optional.empty(),
            List.of(
                "classifier.kind=all",
                "classifier.svm.positive-iou=0.5",
                "classifier.xgboost.trees=5",
                "classifier.lightgbm.trees=5",
                "classifier.store.working-rows=300"));
    ClassifierTable table;
    try (RunContexts runs = new RunContexts(2)) {
      table =
          TrainingRun.run(photos, all, new RunFolder(folder.resolve("a")), runs.context())
              .classifiers();
    }
    assertThat(table.rows())
        .extracting(ClassifierTable.Row::kind)
        .containsExactlyElementsOf(ClassifierKind.all());
    double best =
        table.rows().stream().mapToDouble(r -> r.found().orElseThrow().ap50()).max().orElseThrow();
    for (ClassifierTable.Row row : table.rows()) {
      assertThat(row.brier()).isBetween(0.0, 1.0);
      ClassifierTable.Found found = row.found().orElseThrow();
      assertThat(found.bytes())
          .isEqualTo(Files.size(folder.resolve("a/models/" + row.kind().text())));
      if (row.kind() == table.chosen()) {
        assertThat(found.ap50()).isEqualTo(best);
        assertThat(folder.resolve("a/model"))
            .hasSameBinaryContentAs(folder.resolve("a/models/" + row.kind().text()));
      }
      try (RegionDetector detector =
          RegionDetector.load(folder.resolve("a/models").resolve(row.kind().text()))) {
        assertThat(detector.manifest().classifier()).isEqualTo(row.kind());
        assertThat(detector.manifest().calibration()).hasSize(1);
        assertThat(detector.manifest().operatingPoint().threshold()).isEqualTo(found.threshold());
      }
    }
    assertThat(folder.resolve("a/classifiers.csv"))
        .content()
        .hasLineCount(1 + ClassifierKind.all().size());
    assertThat(folder.resolve("a/reliability.svg")).content().contains("lightgbm");
    assertThat(folder.resolve("a/features.bin")).doesNotExist();
    assertThat(folder.resolve("a/held-out-features.bin")).doesNotExist();
    train(photos, all, folder.resolve("b"), 1);
    for (ClassifierKind kind : ClassifierKind.all()) {
      assertThat(folder.resolve("a/models/" + kind.text()))
          .hasSameBinaryContentAs(folder.resolve("b/models/" + kind.text()));
    }
  }

  /** A seed of its own decides; without one the run's does. */
  @Test
  void classifiersUseTheSeedThatIsSetForThem() throws IOException {
    Dataset photos = photos(8);
    for (String[] run : new String[][] {{"a", "5"}, {"b", "6"}, {"c", "null"}}) {
      PipelineConfig seeded =
          ConfigReader.read(
              PipelineConfig.class,
              CONFIG,
              Optional.empty(),
              List.of(
                  "classifier.kind=all",
                  "classifier.svm.positive-iou=0.5",
                  "classifier.svm.cost=1",
                  "classifier.xgboost.trees=5",
                  "classifier.lightgbm.trees=5",
                  "classifier.store.working-rows=300",
                  "classifier.svm.seed=" + run[1],
                  "classifier.xgboost.seed=" + run[1],
                  "classifier.lightgbm.seed=" + run[1]));
      train(photos, seeded, folder.resolve(run[0]), 2);
    }
    Map<String, String> entries =
        Map.of(
            "svm", "network.safetensors",
            "xgboost", "classifier.ubj",
            "lightgbm", "classifier.txt");
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      byte[] five = entry("a/models/" + entry.getKey(), entry.getValue());
      for (String other : List.of("b", "c")) {
        assertThat(entry(other + "/models/" + entry.getKey(), entry.getValue()))
            .as(entry.getKey())
            .isNotEqualTo(five);
      }
    }
    assertThat(entry("a/models/head", "network.safetensors"))
        .isEqualTo(entry("b/models/head", "network.safetensors"));
  }

  private byte[] entry(String model, String name) throws IOException {
    try (ZipFile zip = new ZipFile(folder.resolve(model).toFile());
        InputStream bytes = zip.getInputStream(zip.getEntry(name))) {
      return bytes.readAllBytes();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "classifier.kind=xgboost|classifier.xgboost.class-weights=1,2,3",
        "classifier.kind=all|classifier.lightgbm.class-weights=1"
      })
  void weightsThatDoNotFitTheClassesAreRefusedBeforeAnyWork(String kind, String weights) {
    PipelineConfig config =
        ConfigReader.read(PipelineConfig.class, CONFIG, Optional.empty(), List.of(kind, weights));
    assertThatThrownBy(() -> train(photos(4), config, folder.resolve("run"), 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageStartingWith(weights.substring(0, weights.indexOf('=')) + " has ");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void comparingWithoutHeldOutPhotosIsRefused() {
    PipelineConfig config =
        ConfigReader.read(
            PipelineConfig.class,
            CONFIG,
            Optional.empty(),
            List.of("classifier.kind=all", "data.held-out=0"));
    assertThatThrownBy(() -> train(photos(4), config, folder.resolve("run"), 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageStartingWith("classifier.kind is all");
  }

  @Test
  void aPhotoThatCannotBeReadIsListedAndTheRestGoesOn() throws IOException {
    Dataset photos = photos(6);
    Path broken = photos.images().get(2).path();
    Files.write(broken, new byte[] {1, 2, 3});
    try (RunContexts runs = new RunContexts(2)) {
      TrainingSummary summary =
          TrainingRun.run(photos, CONFIG, new RunFolder(folder.resolve("run")), runs.context());
      assertThat(summary.unreadable())
          .extracting(UnreadablePhoto::fileName)
          .containsExactly(photos.images().get(2).fileName());
      assertThat(runs.notes()).anyMatch(note -> note.contains(broken.getFileName().toString()));
      assertThat(folder.resolve("run/model")).exists();
    }
  }

  @Test
  void warnsWhereProposalsReachFewerObjectsThanWanted() {
    Dataset photos = photos(4);
    PipelineConfig oneBox =
        ConfigReader.read(
            PipelineConfig.class, CONFIG, Optional.empty(), List.of("proposals.budget=1"));
    PipelineConfig contented =
        ConfigReader.read(
            PipelineConfig.class, oneBox, Optional.empty(), List.of("proposals.wanted-recall=0"));
    try (RunContexts runs = new RunContexts(2)) {
      TrainingRun.run(photos, contented, new RunFolder(folder.resolve("b")), runs.context());
      assertThat(runs.notes()).noneMatch(note -> note.startsWith("warning"));
      double reached =
          TrainingRun.run(photos, oneBox, new RunFolder(folder.resolve("a")), runs.context())
              .ceiling()
              .recallAt50();
      assertThat(runs.notes())
          .anyMatch(
              note ->
                  note.contains(
                      String.format(Locale.ROOT, "cover only %.3f of the objects", reached)));
    }
  }

  @Test
  void aRecallIsProvedOnPhotosThatChoseNothing() {
    Dataset photos = photos(10);
    PipelineConfig promising =
        ConfigReader.read(
            PipelineConfig.class,
            CONFIG,
            Optional.empty(),
            List.of("operating-point.target-recall=0.9", "operating-point.level=image"));
    ProofSplit split = ProofSplit.of(photos, promising, GroupRule.auto());
    assertThat(split.proof().images())
        .hasSize(3)
        .doesNotContainAnyElementsOf(split.rest().images());
    try (RunContexts runs = new RunContexts(2)) {
      TrainingSummary summary =
          TrainingRun.run(photos, promising, new RunFolder(folder.resolve("a")), runs.context());
      OperatingPoint point = summary.operatingPoint();
      assertThat(summary.trainPhotos() + summary.heldOutPhotos()).isEqualTo(7);
      RecallPromise promise = (RecallPromise) point.basis();
      assertThat(promise.evidence().photos()).isEqualTo(3);
      assertThat(promise)
          .as("three photos prove nothing")
          .isInstanceOf(RecallPromise.Refused.class);
      assertThat(runs.notes()).anyMatch(note -> note.contains("does not stand"));
      TrainingSummary alone =
          TrainingRun.run(split.rest(), CONFIG, new RunFolder(folder.resolve("b")), runs.context());
      assertThat(point.certain())
          .as("what the photos of the proof show changes nothing else")
          .isEqualTo(Math.max(alone.operatingPoint().threshold(), point.threshold()));
    }
    assertThat(tensors("a")).isEqualTo(tensors("b"));
  }

  private List<FloatBuffer> tensors(String run) {
    return DetectorBundle.read(folder.resolve(run).resolve("model")).weights().tensors().stream()
        .map(NamedTensor::buffer)
        .toList();
  }

  @Test
  void aRecallOfPhotosOfOneGroupCannotBeProvedInTraining() {
    PipelineConfig oneGroup =
        ConfigReader.read(
            PipelineConfig.class,
            CONFIG,
            Optional.empty(),
            List.of("operating-point.target-recall=0.9", "data.group=regex:photo"));
    assertThatThrownBy(() -> train(photos(3), oneGroup, folder.resolve("none"), 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining("all 3 photos are of one group, photo, by the rule regex:photo");
  }

  @Test
  void scoresKnowTheFitUnlessBoxesStayOrNobodyAsks() {
    Dataset photos = photos(4);
    PipelineConfig free = CONFIG.with("data.held-out=0");
    assertThat(share(photos, free, "usual")).isEqualTo(0.3);
    assertThat(share(photos, free.with("regression.overlap=false"), "off")).isZero();
    assertThat(share(photos, free.with("regression.enabled=false"), "still")).isZero();
    assertThat(share(photos, free.with("detection.refinements=0"), "unmoved")).isZero();
  }

  private double share(Dataset photos, PipelineConfig config, String name) {
    train(photos, config, folder.resolve(name), 1);
    return DetectorBundle.read(folder.resolve(name + "/model")).manifest().overlapShare();
  }

  @Test
  void aDatasetWithoutPhotosOrObjectsIsRefused() {
    Dataset photos = photos(3);
    Dataset clean =
        new Dataset(photos.categories(), photos.images().stream().map(this::clean).toList());
    assertInput(new Dataset(photos.categories(), List.of()), "has no photos");
    assertInput(clean, "has no objects");
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedByTensorAndShape() {
    Path weights = folder.resolve("wrong.safetensors");
    SafetensorsWriter.write(
        weights,
        Weights.of(
            "wrong", List.of(new NamedTensor("conv1.weight", new int[] {2, 2}, new float[4]))),
        Map.of());
    assertThatThrownBy(() -> train(photos(3), CONFIG.withWeights(weights.toString()), folder, 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining("conv1.weight")
        .hasMessageContaining("[2, 2]")
        .hasMessageContaining("[64, 3, 7, 7]");
  }

  private void assertInput(Dataset dataset, String words) {
    assertThatThrownBy(() -> train(dataset, CONFIG, folder.resolve("none"), 1))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining(words);
  }

  private ImageRecord clean(ImageRecord image) {
    return new ImageRecord(
        image.id(), image.fileName(), image.path(), image.widthPx(), image.heightPx(), List.of());
  }

  private static void train(Dataset photos, PipelineConfig config, Path out, int threads) {
    try (RunContexts runs = new RunContexts(threads)) {
      TrainingRun.run(photos, config, new RunFolder(out), runs.context());
    }
  }

  private long mismatch(String first, String second) {
    try {
      return Files.mismatch(folder.resolve(first), folder.resolve(second));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Dataset photos(int count) {
    SyntheticPhotos.Options options = new SyntheticPhotos.Options(96, 96, 0, 1, 1);
    Path place = folder.resolve("photos-" + count);
    if (Files.exists(place)) {
      throw new AssertionError("one dataset per test");
    }
    return new SyntheticPhotos(new RunSeed(3), options).write(place, count, Progress.NONE);
  }
}
