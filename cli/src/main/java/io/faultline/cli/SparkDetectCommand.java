package io.faultline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
          + " (hdfs://, s3a://)."
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
  private String model;

  @Option(
      names = "--photos",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Photos, folders of photos, or patterns.")
  private List<String> photos;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the rows go; a new folder, or that of an earlier run.")
  private String out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "parquet, or json: also FOLDER/json, the lines that faultline detect writes (default:"
              + " ${DEFAULT-VALUE}).",
      defaultValue = "parquet")
  private String format;

  @Option(
      names = "--max-errors",
      paramLabel = "N|SHARE",
      description =
          "Fail if more photos cannot be read: a number (20) or a share (0.01 or 1%%). Default: no"
              + " limit.")
  private Optional<String> maxErrors = Optional.empty();

  @Option(
      names = "--wave",
      paramLabel = "N",
      description =
          "Photos that are committed together (default: as many as take about five minutes).")
  private Optional<Integer> wave = Optional.empty();

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Where Spark runs (default: ${DEFAULT-VALUE}).",
      defaultValue = "local[*]")
  private String master;

  @Override
  public Integer call() {
    return SparkJvm.run(common.shell(), JOB, arguments());
  }

  /** What the job understands. */
  List<String> arguments() {
    List<String> all = new ArrayList<>(List.of("--model", model, "--out", out));
    all.addAll(List.of("--format", format, "--master", master));
    maxErrors.ifPresent(limit -> all.addAll(List.of("--max-errors", limit)));
    wave.ifPresent(number -> all.addAll(List.of("--wave", number.toString())));
    all.add("--photos");
    all.addAll(photos);
    return all;
  }
}
