package io.faultline.internal.experiment;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ExifRule;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.pipeline.EvaluationRun;
import io.faultline.internal.pipeline.RegionRun;
import io.faultline.internal.pipeline.RegionSet;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.settings.NegativesConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.RegionConfig;
import io.faultline.internal.settings.StartingWeights;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.training.TrainingRun;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Trains one configuration and asks the model about the test photos. */
final class TrialRun {
  /** Test sets are drawn alike for all recipes and seeds. */
  private static final RunSeed TEST_SEED = new RunSeed(0);

  /** The stage of a training that trials over the same photos share. */
  private static final String SHARED_STAGE = "proposals";

  /** As in mmalek06 (2024), part 3, for all sets: ten of every photo in every tenth of IoU. */
  private static final NegativesConfig NEGATIVES =
      new NegativesConfig(NegativesConfig.Kind.PER_BAND, 10);

  /** The set that all recipes share: positive above IoU 0.5, no truth boxes. */
  private static final RegionSet COMMON =
      new RegionSet(
          "common",
          new RegionConfig(LabelOptions.DEFAULT.withStrict(true).withTruth(false), NEGATIVES));

  private final Dataset train;
  private final Dataset test;
  private final ProposalSource commonSource;
  private final boolean detections;
  private final Path folder;
  private final RunContext context;
  private final String photos;

  /**
   * Reads the photos' bytes once, so that a changed photo is noticed.
   *
   * @param commonSource proposes the boxes of the common set
   */
  TrialRun(
      Dataset train,
      Dataset test,
      ProposalSource commonSource,
      boolean detections,
      Path folder,
      RunContext context) {
    this.train = train;
    this.test = test;
    this.commonSource = commonSource;
    this.detections = detections;
    this.folder = folder;
    this.context = context;
    Fingerprint.Builder key = Fingerprint.builder();
    for (Dataset dataset : List.of(train, test)) {
      add(key, dataset);
    }
    photos = key.build().hex();
  }

  private static void add(Fingerprint.Builder key, Dataset dataset) {
    key.add(dataset.categories().toString()).add(dataset.images().size());
    for (ImageRecord image : dataset.images()) {
      key.add(image.fileName()).add(image.annotations().toString());
      if (!image.complete() || image.exif() == ExifRule.UPRIGHT) {
        key.add(image.complete() + " " + image.exif());
      }
      if (Files.isReadable(image.path())) { // The trial itself names those that are not.
        key.add(image.path());
      }
    }
  }

  /**
   * Of everything that the trial depends on: settings, what {@code auto} comes to on this machine,
   * weights, photos and their labels.
   */
  Fingerprint key(PipelineConfig trial) {
    PipelineConfig config = trial.forTrial(detections);
    Fingerprint.Builder key =
        Fingerprint.builder()
            .add(ConfigWriter.yaml(config))
            .add(config.network().compute().resolved().toString())
            .add(commonSource.toString())
            .add(Boolean.toString(detections))
            .add(photos);
    StartingWeights.addTo(key, config.network());
    return key.build();
  }

  /**
   * Runs it.
   *
   * @param name of the trial's folder
   */
  Trial run(String recipe, String name, PipelineConfig trial) {
    PipelineConfig config = trial.forTrial(detections);
    ProposalSource source = ProposalSource.of(config);
    RunFolder run =
        new RunFolder(folder.resolve("runs").resolve(name), store("train-proposals", source));
    TrainingSummary summary = TrainingRun.run(train, config, run, context);
    RegionSet own = new RegionSet("own", new RegionConfig(config.region().labels(), NEGATIVES));
    Set<String> leftOut = new LinkedHashSet<>();
    add(leftOut, summary.unreadable());
    try (RegionDetector detector = RegionDetector.load(run.model(), config.network().compute())) {
      List<RegionAnswer> ownAnswers;
      List<RegionAnswer> commonAnswers;
      source = ProposalSource.of(detector.manifest());
      if (source.equals(commonSource)) {
        RegionRun.Result both = ask(detector, source, List.of(own, COMMON), leftOut);
        ownAnswers = both.of(own);
        commonAnswers = both.of(COMMON);
      } else {
        ownAnswers = ask(detector, source, List.of(own), leftOut).of(own);
        commonAnswers = ask(detector, commonSource, List.of(COMMON), leftOut).of(COMMON);
      }
      return new Trial(
          recipe,
          config.seed(),
          ownAnswers,
          commonAnswers,
          ap50(detector),
          summary.epochs().size(),
          seconds(summary),
          new ArrayList<>(leftOut));
    }
  }

  private RegionRun.Result ask(
      RegionDetector detector, ProposalSource source, List<RegionSet> sets, Set<String> leftOut) {
    RegionRun.Result result =
        RegionRun.run(
            detector, test, source, store("test-proposals", source), sets, TEST_SEED, context);
    add(leftOut, result.unreadable());
    return result;
  }

  private OptionalDouble ap50(RegionDetector detector) {
    return detections
        ? OptionalDouble.of(
            EvaluationRun.run(detector, test, TEST_SEED, context).evaluation().coco().ap50())
        : OptionalDouble.empty();
  }

  /** One file for each source: recipes with different proposals would overwrite each other's. */
  private Path store(String name, ProposalSource source) {
    String key = Fingerprint.builder().add(source.toString()).build().brief();
    return folder.resolve(name + "-" + key + ".bin");
  }

  private static double seconds(TrainingSummary summary) {
    return summary.seconds().entrySet().stream()
        .filter(stage -> !stage.getKey().equals(SHARED_STAGE))
        .mapToDouble(stage -> stage.getValue())
        .sum();
  }

  private static void add(Set<String> leftOut, List<UnreadablePhoto> unreadable) {
    unreadable.forEach(photo -> leftOut.add(photo.fileName()));
  }
}
