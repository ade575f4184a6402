package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.finetuning.FineTuneOptions;
import io.faultline.internal.network.Head;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.RegionSampler;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.results.DetectionJson;
import io.faultline.internal.settings.NetworkConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TrainingRun;
import io.faultline.internal.training.TrainingSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The whole way on photos that Faultline makes itself: synthetic photos, training from scratch,
 * evaluation on photos that were not learnt from, detections and a report.
 */
public final class DemoRun {
  /** Photos learnt from (a part of them held out), and photos measured. */
  private static final int TRAIN_PHOTOS = 300;

  private static final int TEST_PHOTOS = 80;

  /** Small photos keep the demo short. */
  private static final int SIDE_PX = 160;

  private DemoRun() {}

  /**
   * What the demo did.
   *
   * @param folder where everything lies: {@code train/}, {@code test/} and the run's files
   * @param training the training run
   * @param summary what was measured on the test photos
   * @param seconds of everything together
   */
  public record Result(
      RunFolder folder, TrainingSummary training, EvaluationSummary summary, double seconds) {}

  /** What the demo trains with: a short network, for there are no pretrained weights. */
  public static PipelineConfig config(long seed) {
    PipelineConfig usual = PipelineConfig.DEFAULT;
    FineTuneOptions tuning = usual.fineTune();
    return new PipelineConfig(
        seed,
        usual.data(),
        usual.proposals(),
        usual.region(),
        new NetworkConfig(
            usual.network().architecture(),
            Stage.LAYER2,
            1,
            7,
            1.5,
            Head.HIDDEN,
            128,
            true,
            0,
            Optional.empty(),
            usual.network().device(),
            usual.network().format()),
        new FineTuneOptions(
            tuning.regime(),
            5,
            5,
            tuning.hours(),
            tuning.accumulate(),
            tuning.sampler(),
            new FineTuneOptions.SharedOptions(4, 1, new RegionSampler.Options(96, 0.25, 0.6, 0.5)),
            tuning.warp(),
            tuning.optimizer().withLearningRate(1e-3),
            tuning.schedule(),
            tuning.loss(),
            tuning.augmentation()),
        usual.classifier(),
        usual.regression(),
        usual.detection(),
        usual.operatingPoint());
  }

  /** Runs everything and writes it under {@code folder}. */
  public static Result run(Path folder, PipelineConfig config, RunContext context) {
    long start = context.nanoTime().getAsLong();
    RunFolder run = new RunFolder(folder);
    RunSeed seed = new RunSeed(config.seed());
    Dataset train =
        photos(folder.resolve("train"), TRAIN_PHOTOS, seed.derive("demo-train", 0), context);
    Dataset test =
        photos(folder.resolve("test"), TEST_PHOTOS, seed.derive("demo-test", 0), context);
    TrainingSummary training = TrainingRun.run(train, config, run, context);
    EvaluationSummary summary;
    try (RegionDetector detector = RegionDetector.load(run.model(), config.network().compute())) {
      summary = EvaluationRun.run(detector, test, seed, context);
    }
    DetectionJson.write(run.detections(), summary.detections());
    double seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    MetricsJson.of(summary.evaluation())
        .with(summary.misses())
        .with(summary.regions())
        .withSeconds(training.seconds())
        .write(run.metrics());
    RunReport.write(
        run.report(),
        "Cracks in synthetic photos",
        test,
        List.of(),
        summary,
        Optional.empty(),
        Optional.of(training),
        ConfigWriter.yaml(config));
    return new Result(run, training, summary, seconds);
  }

  private static Dataset photos(Path folder, int count, long seed, RunContext context) {
    return new SyntheticPhotos(
            new RunSeed(seed), SyntheticPhotos.Options.DEFAULT.sized(SIDE_PX, SIDE_PX))
        .write(folder, count, context.progress());
  }
}
