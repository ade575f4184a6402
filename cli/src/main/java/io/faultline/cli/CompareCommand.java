package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.experiment.Comparison;
import io.faultline.internal.experiment.ComparisonFiles;
import io.faultline.internal.experiment.ComparisonTable;
import io.faultline.internal.experiment.Recipe;
import io.faultline.internal.pipeline.CheckRun;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains recipes on the same photos and says which differences are real. */
@Command(
    name = "compare",
    header = "Train several recipes on your photos and say which is best.",
    customSynopsis = {"faultline compare --data DATA --out FOLDER [OPTIONS]"},
    description = {
      "A recipe is a YAML file with training settings. This command trains every recipe with"
          + " several seeds on the same photos, and asks each about the same test photos."
          + " Regions are scored in two ways: labelled by the recipe's own rule, as mmalek06"
          + " (2024), part 3, reports them; and on one common set (IoU above 0.5, no labelled"
          + " boxes). Only on the common set can recipes be compared. Nine recipes of"
          + " mmalek06 (2024), part 3 and supplement, are built in (docs/references.md).",
      "",
      "After a stop, the same command goes on: finished trainings are kept in FOLDER."
    },
    footer = {
      "  faultline compare --data walls --weights resnet18 --out runs/recipes",
      "      tests on a quarter of the photos; those of one place stay together",
      "  faultline compare --data walls --test other --recipes mine --out r",
      "  faultline compare --data walls --recipe plain --recipe weighted --out r",
      "  faultline compare --data walls --truth-crops --out runs/truth",
      "      one recipe without and with labelled boxes, and the verdict",
      "",
      "FOLDER holds comparison.html (the page), .svg (its picture), .csv and .json, and",
      "recipes, trials (the answers of each) and runs (models)."
    })
final class CompareCommand implements Callable<Integer>, RunsOnSpark {
  @Spec private CommandSpec spec;
  @Mixin private CommonOptions common;
  @Mixin private LearningOptions learning;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;
  @Mixin private SparkOption spark;

  @Option(
      names = "--test",
      paramLabel = "DATA",
      description =
          "Labelled photos of other places to test on (default: a quarter of the photos is"
              + " set aside).")
  private Optional<Path> test = Optional.empty();

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder of this comparison.")
  private Path out;

  @Option(
      names = "--recipes",
      paramLabel = "DIR",
      description = "Folder of recipe files (default: the nine recipes of mmalek06 2024).")
  private Optional<Path> recipes = Optional.empty();

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "Only this recipe. Can be repeated; the others are compared with the first.")
  private List<String> only = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Trainings of each recipe (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int seeds;

  @Option(
      names = "--min-precision",
      paramLabel = "P",
      description =
          "Recipes are ranked by their recall at this precision on the common set, at the"
              + " threshold that reaches it (default: ${DEFAULT-VALUE}, the lowest that"
              + " mmalek06 2024, part 3, calls good).",
      defaultValue = "0.67")
  private double minPrecision;

  @Option(
      names = "--no-detections",
      description = "Judge regions only. This is quicker, and gives no AP50.")
  private boolean noDetections;

  @Option(
      names = "--truth-crops",
      description =
          "Repeat the experiment of mmalek06 (2024), supplement: one recipe without and with"
              + " labelled boxes among the regions it learns from (default: lower-iou;"
              + " --recipe chooses another).")
  private boolean truthCrops;

  @Override
  public Integer call() {
    Comparison.Options comparison = comparison();
    Dataset dataset = learning.data().load(common).dataset();
    ComparisonTable table =
        options.run(
            common,
            context -> {
              Split split = split(dataset, comparison.base(), context);
              return Comparison.run(
                  split.train(),
                  split.heldOut(),
                  comparison,
                  spark.trialHelpers(context.progress()),
                  context);
            });
    ComparisonFiles files = new ComparisonFiles(out);
    files.write(table);
    json.write(ComparisonFiles.numbers(table));
    print(table, files);
    return LeftOut.exitCode(table.leftOut().size(), common);
  }

  private Comparison.Options comparison() {
    PipelineConfig base = learning.config(List.of()); // Before recipes are written: it may fail.
    return new Comparison.Options(
        recipes(), base, learning.sets(), seeds, !noDetections, minPrecision, out);
  }

  @Override
  public Optional<String> master() {
    return spark.master();
  }

  @Override
  public Part part() {
    Comparison.Options comparison = comparison();
    Dataset dataset = learning.data().load(common).dataset();
    return name ->
        options.run(
            common,
            context -> {
              Split split = split(dataset, comparison.base(), context);
              Comparison.trial(split.train(), split.heldOut(), comparison, name, context);
              return new byte[0];
            });
  }

  private Split split(Dataset dataset, PipelineConfig base, RunContext context) {
    if (test.isEmpty()) {
      return Comparison.split(dataset, base, context);
    }
    Dataset other = learning.data().open(test.get(), common);
    CheckRun.leaks(dataset, other, context)
        .forEach(line -> context.progress().note("warning: " + line));
    return new Split(dataset, other, List.of());
  }

  private List<Recipe> recipes() {
    List<Recipe> all =
        recipes.map(Recipe::in).orElseGet(() -> Recipe.shipped(out.resolve("recipes")));
    List<String> names = truthCrops && only.isEmpty() ? List.of("lower-iou") : only;
    List<Recipe> chosen =
        names.isEmpty() ? all : names.stream().map(name -> find(all, name)).toList();
    return truthCrops
        ? chosen.stream().flatMap(recipe -> recipe.withoutAndWithTruth().stream()).toList()
        : chosen;
  }

  private Recipe find(List<Recipe> all, String name) {
    return all.stream()
        .filter(recipe -> recipe.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--recipe is "
                        + name
                        + "; it must be one of "
                        + String.join(", ", all.stream().map(Recipe::name).toList())));
  }

  private void print(ComparisonTable table, ComparisonFiles files) {
    common.print(ComparisonTables.published(table));
    common.print(ComparisonTables.common(table));
    common.say(ComparisonTables.legend(table));
    common.print("");
    common.say(table.verdict());
    common.print("\nReport  " + files.page());
    common.print("Plot    " + files.plot());
    common.print("Tables  " + files.csv() + ", " + files.json());
  }
}
