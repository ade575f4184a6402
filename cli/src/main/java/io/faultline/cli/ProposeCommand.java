package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ImageReader;
import io.faultline.image.Raster;
import io.faultline.pipeline.RunContext;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import io.faultline.report.MetricsJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a detector could find at most, before any training is paid for. */
@Command(
    name = "propose",
    header = "Say how many of your cracks can be found at all.",
    customSynopsis = {"faultline propose --data DATA [OPTIONS]"},
    description = {
      "A detector looks only at boxes that are proposed to it, so the share of labelled objects that"
          + " some proposal covers (the ceiling) is the most it can ever find. Look at it before any"
          + " training is paid for."
    },
    footer = {
      "  faultline propose --data walls/annotations.json",
      "  faultline propose --data walls --proposals selective-search-fast+grid",
      "  faultline propose --data walls --budget 1000 --json ceiling.json",
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

  private final Map<Long, Proposals> proposals = new ConcurrentHashMap<>();
  private final AtomicLong nanos = new AtomicLong();

  @Override
  public Integer call() {
    Dataset dataset = data.load(common).dataset();
    ProposalGenerator generator = generators.generator();
    options.run(
        common,
        context -> {
          propose(dataset, generator, context);
          return proposals.size();
        });
    Dataset read = dataset.filter(image -> proposals.containsKey(image.id()));
    double perPhoto = nanos.get() / 1e9 / Math.max(1, proposals.size());
    ProposalCeiling ceiling = ProposalCeiling.of(read, proposals);
    print(ceiling, generator, perPhoto);
    json.write(MetricsJson.of(ceiling, perPhoto));
    return LeftOut.exitCode(dataset.images().size() - proposals.size(), common);
  }

  private void propose(Dataset dataset, ProposalGenerator generator, RunContext context) {
    context.progress().begin("proposals", dataset.images().size(), "photos");
    AtomicLong done = new AtomicLong();
    List<Future<?>> tasks =
        dataset.images().stream()
            .<Future<?>>map(
                image ->
                    context
                        .workers()
                        .submit(
                            () -> {
                              propose(image, generator, context);
                              context.progress().advance(done.incrementAndGet());
                            }))
            .toList();
    try {
      for (Future<?> task : tasks) {
        task.get();
      }
    } catch (ExecutionException e) {
      throw Failures.asUnchecked(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultlineException(Problem.CANCELLED, "stopped", e);
    }
    context.progress().end();
  }

  private void propose(ImageRecord image, ProposalGenerator generator, RunContext context) {
    try {
      Raster raster = ImageReader.read(image.path());
      long start = context.nanoTime().getAsLong();
      proposals.put(image.id(), generator.propose(raster));
      nanos.addAndGet(context.nanoTime().getAsLong() - start);
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      context.progress().note("left out: " + e.getMessage());
    }
  }

  private void print(ProposalCeiling ceiling, ProposalGenerator generator, double perPhoto) {
    common.print("Proposals from " + generators.names());
    if (common.verbose()) {
      common.print(generator.describe());
    }
    common.print(
        Figures.count(ceiling.photos())
            + " photos, "
            + Figures.mean(ceiling.boxesPerPhoto())
            + " boxes per photo, "
            + Figures.pace(perPhoto)
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
