package io.faultline.experiment;

import io.faultline.dataset.Dataset;
import io.faultline.detection.Detector;
import io.faultline.pipeline.ConfigWriter;
import io.faultline.pipeline.EvaluationRun;
import io.faultline.pipeline.PipelineConfig;
import io.faultline.pipeline.PipelineConfig.NegativesConfig;
import io.faultline.pipeline.PipelineConfig.RegionConfig;
import io.faultline.pipeline.RegionAnswer;
import io.faultline.pipeline.RegionRun;
import io.faultline.pipeline.RegionSet;
import io.faultline.pipeline.RunContext;
import io.faultline.pipeline.RunFolder;
import io.faultline.pipeline.TrainingRun;
import io.faultline.pipeline.TrainingSummary;
import io.faultline.provenance.Fingerprint;
import io.faultline.provenance.RunSeed;
import io.faultline.region.LabelOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Trains once and asks the detector about test photos. Comparisons and searches run their trials
 * alike.
 *
 * @param train photos that are learnt from
 * @param test photos of other groups
 * @param testProposals keeps the boxes of the test photos for the next trial
 * @param own whether regions are also judged as the trial itself labels them
 * @param detections whether detections are made, for AP at IoU 0.5
 * @param context of every run
 */
record TrialRun(
    Dataset train,
    Dataset test,
    Path testProposals,
    boolean own,
    boolean detections,
    RunContext context) {
  /**
   * The set on which trials are compared: positive above IoU 0.5, no truth boxes, ten negatives of
   * every photo in every tenth of IoU, as the series has it.
   */
  static final RegionConfig COMMON_REGIONS =
      new RegionConfig(
          LabelOptions.DEFAULT.withStrict(true).withTruth(false),
          new NegativesConfig(NegativesConfig.Kind.PER_BAND, 10));

  private static final String OWN = "own";
  private static final String COMMON = "common";

  /** Test sets are drawn alike for all trials. */
  private static final RunSeed TEST_SEED = new RunSeed(0);

  /** Trains into a folder and judges. */
  Trial run(String name, PipelineConfig config, RunFolder folder) {
    TrainingSummary summary = TrainingRun.run(train, config, folder, context);
    List<RegionSet> sets = new ArrayList<>();
    if (own) {
      RegionConfig labels = new RegionConfig(config.region().labels(), COMMON_REGIONS.negatives());
      sets.add(new RegionSet(OWN, labels));
    }
    sets.add(new RegionSet(COMMON, COMMON_REGIONS));
    try (Detector detector = Detector.load(folder.model())) {
      Map<String, List<RegionAnswer>> answers =
          RegionRun.run(detector, test, testProposals, sets, TEST_SEED, context);
      OptionalDouble ap50 =
          detections
              ? OptionalDouble.of(
                  EvaluationRun.run(detector, test, TEST_SEED, context).evaluation().coco().ap50())
              : OptionalDouble.empty();
      return new Trial(
          name,
          config.seed(),
          answers.getOrDefault(OWN, List.of()),
          answers.getOrDefault(COMMON, List.of()),
          ap50,
          summary.epochs().size(),
          summary.seconds().values().stream().mapToDouble(Double::doubleValue).sum());
    }
  }

  /** Everything that a trial depends on. */
  Fingerprint key(PipelineConfig config) {
    Fingerprint.Builder key =
        Fingerprint.builder().add(ConfigWriter.yaml(config)).add(Boolean.toString(detections));
    for (Dataset photos : List.of(train, test)) {
      key.add(photos.images().size());
      photos.images().forEach(image -> key.add(image.path()).add(image.annotations().toString()));
    }
    return key.build();
  }
}
