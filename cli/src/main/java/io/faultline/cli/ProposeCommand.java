package io.faultline.cli;

import io.faultline.dataset.Dataset;
import io.faultline.internal.labels.PhotoPlace;
import io.faultline.internal.pipeline.ProposalRun;
import io.faultline.internal.pipeline.WorstCoveredPictures;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.proposal.WorstCovered;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.stage.ProposalSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a detector could find at most, before you spend time on training. */
@Command(
    name = "propose",
    header = "Say how many of your cracks can be found at all.",
    customSynopsis = {"faultline propose --data DATA [OPTIONS]"},
    description = {
      "A detector looks only at boxes that are proposed to it. This command counts how many"
          + " of the labelled objects some proposed box covers: the ceiling. No detector can"
          + " find more. Look at it before you spend time on training."
    },
    footer = {
      "  faultline propose --data walls/annotations.json",
      "  faultline propose --data walls --proposals selective-search-fast+grid",
      "  faultline propose --data walls --budget 1000 --json ceiling.json",
      "  faultline propose --data walls --pictures missed",
      "      draws the objects that are covered worst",
      "",
      "The JSON has photos, boxesPerPhoto, recallAt50, recallAt70, mabo (mean average",
      "best overlap) and secondsPerPhoto (the work of one thread). A share of nothing is -1."
    })
final class ProposeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private GeneratorOptions generators;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "Draw the 20 objects that are covered worst into this folder: dashed the object,"
              + " solid its best proposal.")
  private Optional<Path> pictures = Optional.empty();

  @Option(
      names = "--outside",
      description =
          "With --pictures: also draw photos that lie outside the folder of the label file.")
  private boolean outside;

  @Override
  public Integer call() {
    Dataset dataset = data.load(common).dataset();
    ProposalSource source = generators.source();
    ProposalRun.Result result =
        options.run(common, context -> ProposalRun.run(dataset, source, context));
    print(result);
    pictures.ifPresent(folder -> draw(folder, result.worst()));
    json.write(MetricsJson.of(result.ceiling(), result.secondsPerPhoto()));
    return LeftOut.exitCode(result.unreadable().size() + data.missing(), common);
  }

  private void print(ProposalRun.Result result) {
    ProposalCeiling ceiling = result.ceiling();
    common.print("Proposals from " + result.generators());
    if (common.verbose()) {
      common.print(result.description());
    }
    common.print(
        Figures.count(ceiling.photos())
            + " photos, "
            + Figures.mean(ceiling.boxesPerPhoto())
            + " boxes per photo, "
            + Figures.pace(result.secondsPerPhoto())
            + " per photo and thread\n");
    Table table = new Table("ceiling", "objects", "recall at 0.5", "at 0.7", "best overlap");
    table.row(
        "all objects",
        Figures.count(ceiling.objects()),
        Figures.share(ceiling.recallAt50()),
        Figures.share(ceiling.recallAt70()),
        Figures.share(ceiling.mabo()));
    rows(table, "by size", ceiling.bySize());
    rows(table, "by shape", ceiling.byAspect());
    rows(table, "by number of boxes", ceiling.byBudget());
    common.print(table.text());
    common.print("Recall is the share of objects that some proposal covers at that IoU;");
    common.print("no detector trained on these proposals can find more.");
  }

  private void draw(Path folder, List<WorstCovered> worst) {
    List<WorstCovered> shown =
        worst.stream().filter(one -> outside || PhotoPlace.outside(one.image()).isEmpty()).toList();
    if (shown.size() < worst.size()) {
      common.warn(
          Figures.count(worst.size() - shown.size())
              + " pictures are not drawn: their photos lie outside the folder where file names"
              + " start; --outside draws them");
    }
    WorstCoveredPictures.write(folder, shown);
    common.print("\nPictures of the worst covered  " + folder);
  }

  private static void rows(Table table, String title, List<ProposalCeiling.Row> rows) {
    table.row("").row(title);
    for (ProposalCeiling.Row row : rows) {
      table.row(
          "  " + row.name(),
          Figures.count(row.objects()),
          Figures.share(row.recallAt50()),
          Figures.share(row.recallAt70()),
          Figures.share(row.averageBestOverlap()));
    }
  }
}
