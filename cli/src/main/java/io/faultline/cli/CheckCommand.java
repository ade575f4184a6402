package io.faultline.cli;

import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.internal.check.CheckResult;
import io.faultline.internal.check.CheckRule;
import io.faultline.internal.check.CheckRule.Weight;
import io.faultline.internal.check.CheckedSet;
import io.faultline.internal.dataset.DatasetSplits;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.pipeline.CheckRun;
import io.faultline.internal.report.CheckJson;
import io.faultline.internal.report.CheckReport;
import io.faultline.internal.report.HtmlReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
  @Mixin private LabelSource source;
  @Mixin private ReadingOptions reading;
  @Mixin private MaskReading masking;

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
    String name = name(source.place(masking));
    DatasetSplits first = source.splits(masking, how, common);
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
