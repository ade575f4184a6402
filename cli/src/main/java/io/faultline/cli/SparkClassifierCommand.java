package io.faultline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains XGBoost from stored region features. */
@Command(
    name = "classifier",
    header = "Train XGBoost from the region features of a large dataset.",
    customSynopsis = {
      "faultline spark classifier --features FOLDER --model MODEL --out FILE [OPTIONS]"
    },
    description = {
      "Reads what spark features wrote, and gives MODEL another classifier: XGBoost that learns"
          + " from all regions of part train and is calibrated on part held-out. FILE is a model"
          + " as train writes one, for detect and evaluate. Network and moved boxes are those of"
          + " MODEL, which must be the model of the features.",
      "",
      "XGBoost reads the regions from files beside FILE, page by page, so that they need not"
          + " fit in memory. They take some 26 bytes for each feature and are deleted at the end.",
      "",
      "With --data, the photos of part held-out choose the threshold, as in train; without it, the"
          + " threshold is 0.5. Settings are those of the features; --set changes some, such as"
          + " classifier.xgboost.trees."
    },
    footer = {
      "  faultline spark classifier --features features --model runs/walls/model \\",
      "      --data walls --out runs/trees/model",
      "  faultline detect --model runs/trees/model new-photos/ --out found"
    })
final class SparkClassifierCommand implements Callable<Integer> {
  private static final String JOB = "io.faultline.spark.ClassifierJob";

  @Mixin private CommonOptions common;
  @Mixin private DataOptions unusedData; // the job acts on all options

  @Option(
      names = "--features",
      required = true,
      paramLabel = "FOLDER",
      description = "The folder of spark features.")
  private String unusedFeatures = "";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model whose network gave the features.")
  private String unusedModel = "";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The new model.")
  private String unusedOut = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as classifier.xgboost.trees=100. Can be repeated.")
  private List<String> unusedSets = new ArrayList<>();

  @Mixin private MasterOption unusedMaster;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return SparkJvm.runJob(common, JOB, SparkArguments.of(spec));
  }
}
