package io.faultline.cli;

import io.faultline.Problem;
import io.faultline.check.CheckResult;
import io.faultline.check.CheckRule;
import io.faultline.check.CheckRule.Weight;
import io.faultline.check.CheckedSet;
import io.faultline.dataset.DatasetOptions;
import io.faultline.dataset.DatasetReader;
import io.faultline.dataset.DatasetSplits;
import io.faultline.dataset.Finding;
import io.faultline.dataset.PhotoUse;
import io.faultline.pipeline.CheckRun;
import io.faultline.report.CheckJson;
import io.faultline.report.CheckReport;
import io.faultline.report.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a dataset holds and what is wrong with it. */
@Command(
    name = "check",
    header = "Say what a dataset holds and what is wrong with it.",
    customSynopsis = {
      "faultline check --data DATA [--against DATA ...] [OPTIONS]",
      "       faultline check --masks FOLDER [--images FOLDER] [OPTIONS]"
    },
    description = {
      "Counts photos and objects, draws their sizes and shapes, and lists what is wrong:"
          + " labels that cannot be used, photos that cannot be read, photos that are in two"
          + " splits or datasets (a leak), copies, copies with different labels, and boxes"
          + " and photos of unusual size. The splits of one dataset are compared with one"
          + " another: train.json and test.json in one folder, or the splits of a YOLO or VOC"
          + " folder.",
      "",
      "The exit code is 0 whatever is found. With --strict it is 3 if a fault is found;"
          + " doubts are not faults."
    },
    footer = {
      "  faultline check --data walls",
      "  faultline check --data walls --html walls.html",
      "      also writes a page with pictures of what was found",
      "  faultline check --data walls-split --strict",
      "      where split has written train.json and test.json",
      "  faultline check --data walls/train.json --against other-site",
      "  faultline check --masks walls/masks --images walls/images",
      "",
      "Run it before train: a leak or lost labels cost hours and spoil every number."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;
  @Mixin private RunOptions options;
  @Mixin private ReadingOptions reading;
  @Mixin private MaskReading masking;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Photos with labels: a COCO file, a folder with one or several of them, a YOLO folder or"
              + " its data.yaml, or a VOC folder.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "FOLDER",
      description = "Folder of the photos, if they are not where the labels say.")
  private Optional<Path> images = Optional.empty();

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "Check only this split of a YOLO or VOC folder.")
  private Optional<String> split = Optional.empty();

  @Option(
      names = "--against",
      paramLabel = "DATA",
      description =
          "Another dataset, such as the test photos. Photos that are in both are a leak. Can"
              + " be repeated.")
  private List<Path> against = List.of();

  @Writes(Writes.Kind.FILE)
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with pictures of what was found.")
  private Optional<Path> html = Optional.empty();

  private final List<CheckedSet> sets = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  @Override
  public Integer call() {
    DatasetOptions how = reading.options(PhotoUse.PIXELS);
    String name = name(data.or(masking::folder).orElse(Path.of("")));
    DatasetSplits first = load(how);
    add(name, first, against.isEmpty());
    for (Path other : against) {
      add(name(other), DatasetSplits.open(other, Optional.empty(), how), false);
    }
    CheckResult result = options.run(common, context -> CheckRun.run(sets, findings, context));
    print(result);
    json.write(CheckJson.of(result));
    html.ifPresent(
        file -> {
          HtmlReport.write(file, CheckReport.of("Check of " + name, result, sets));
          common.print("\nReport  " + file);
        });
    boolean fails = reading.strict() && result.count(Weight.FAULT) > 0;
    return fails ? Problem.INPUT.exitCode() : 0;
  }

  private DatasetSplits load(DatasetOptions how) {
    if (data.isPresent() == masking.folder().isPresent()) {
      throw new ParameterException(
          spec.commandLine(), "Give either --data or --masks, the labels to check");
    }
    if (masking.folder().isPresent()) {
      if (split.isPresent()) {
        throw new ParameterException(
            spec.commandLine(), "--split belongs to --data; masks have no splits");
      }
      try (TerminalProgress.Running progress = common.progress()) {
        return DatasetSplits.of(masking.read(images, how, progress));
      }
    }
    return split.isPresent()
        ? DatasetSplits.of(DatasetReader.open(data.get(), images, split, how))
        : DatasetSplits.open(data.get(), images, how);
  }

  /** Every set has a name of its own, without the dataset's where there is only one. */
  private void add(String dataset, DatasetSplits splits, boolean alone) {
    for (DatasetSplits.Part part : splits.parts()) {
      String stem =
          part.name().isEmpty() ? dataset : alone ? part.name() : dataset + "/" + part.name();
      String name = stem;
      for (int i = 2; isTaken(name); i++) {
        name = stem + " (" + i + ")";
      }
      sets.add(new CheckedSet(name, part.dataset()));
    }
    findings.addAll(splits.findings());
  }

  private boolean isTaken(String name) {
    return sets.stream().anyMatch(set -> set.name().equals(name));
  }

  private static String name(Path place) {
    return String.valueOf(place.toAbsolutePath().normalize().getFileName());
  }

  private void print(CheckResult result) {
    result.sets().forEach(set -> common.print(CheckTables.set(set, common.shell().unicode())));
    if (!result.findings().isEmpty()) {
      common.print(CheckTables.counts(result));
    }
    for (CheckRule rule : CheckTables.listed(result, common.verbose())) {
      common.print(rule.title());
      CheckTables.findings(result, rule, common.verbose()).forEach(common.shell().out()::println);
      common.say(rule.advice());
      common.print("");
    }
    common.say(result.verdict());
  }
}
