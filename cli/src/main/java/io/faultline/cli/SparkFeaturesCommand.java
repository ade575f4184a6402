package io.faultline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes region features of a large labelled dataset with Spark. */
@Command(
    name = "features",
    header = "Write region features and labels of a large dataset with Apache Spark.",
    customSynopsis = {"faultline spark features --data DATA --model MODEL --out FOLDER [OPTIONS]"},
    description = {
      "For every photo, draws the regions that a training would learn from, labels them by their"
          + " overlap with your labels, and computes their features with the frozen network of"
          + " MODEL. FOLDER/rows gets one row for each region: photo, box, label, IoU, weight and"
          + " features (Parquet; docs/spark.md explains the columns). Labels and features are those"
          + " that train computes, however the work is spread.",
      "",
      "Proposals, tiles and network are the model's. These settings count: seed, data.* (which"
          + " photos are held out), region.*, fine-tune.shared.regions.* and"
          + " classifier.store.rows-per-photo. The config.yaml of a training has all of them.",
      "",
      "After a stop, the same command does only what is missing. Without --master, Spark runs on"
          + " this machine with all processors. On a cluster, DATA must lie in a folder that all"
          + " machines mount under the same name."
    },
    footer = {
      "  faultline spark features --data walls --model runs/walls/model \\",
      "      --config runs/walls/config.yaml --out features",
      "  faultline spark features --data walls --model crack --out features \\",
      "      --set classifier.store.rows-per-photo=200"
    })
final class SparkFeaturesCommand implements Callable<Integer> {
  private static final String JOB = "io.faultline.spark.FeatureJob";

  @Mixin private CommonOptions common;
  @Mixin private DataOptions unusedData; // the job acts on all options
  @Mixin private ConfigOptions unusedSettings;
  @Mixin private GroupSetting unusedGroup;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description =
          "The model whose network computes features: RUN/model of a training, or a built-in model"
              + " by name: crack.")
  private String unusedModel = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the rows go; a new folder, or that of an earlier run.")
  private String unusedOut = "";

  @Mixin private WaveOptions unusedWaves;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return SparkJvm.runJob(common, JOB, SparkArguments.of(spec));
  }
}
