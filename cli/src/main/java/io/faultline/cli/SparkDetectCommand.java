package io.faultline.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Detects on an archive of photos with Spark. */
@Command(
    name = "detect",
    header = "Find cracks in an archive of photos with Apache Spark.",
    customSynopsis = {
      "faultline spark detect --model MODEL --photos PATH... --out FOLDER [OPTIONS]"
    },
    description = {
      "Inspects every photo and writes one row for each, unreadable ones too, to FOLDER/rows"
          + " (Parquet; docs/spark.md explains the columns). Finished rows are kept: after a stop, or"
          + " when photos were added or changed, the same command does only what is missing.",
      "",
      "Without --master, Spark runs on this machine with all processors. PATH is a file, a folder"
          + " with all its subfolders, or a pattern, in any file system that Hadoop knows"
          + " (hdfs://; s3a:// on a cluster that has hadoop-aws)."
    },
    footer = {
      "  faultline spark detect --model crack --photos archive/ --out found",
      "  faultline spark detect --model runs/walls/model --photos a/ b/ --out found \\",
      "      --format json --max-errors 1%%"
    })
final class SparkDetectCommand implements Callable<Integer> {
  private static final String JOB = "io.faultline.spark.DetectJob";

  @Mixin private CommonOptions common;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model file (RUN/model of a training), or a built-in model by name: crack.")
  private String unusedModel = "";

  @Option(
      names = "--photos",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders of photos, or patterns.")
  private List<String> unusedPhotos = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the rows go; a new folder, or that of an earlier run.")
  private String unusedOut = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "parquet, or json: also FOLDER/json, the lines that faultline detect writes (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "parquet")
  private String unusedFormat = "";

  @Mixin private WaveOptions unusedWaves; // the job acts on them

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return SparkJvm.runJob(common, JOB, SparkArguments.of(spec));
  }
}
