package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.dataset.Dataset;
import io.faultline.image.ImageReader;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what a detector could find at most, before any training is paid for. */
@Command(
    name = "propose",
    header = "Say how many of your cracks can be found at all, before any training.",
    descriptionHeading = "%n",
    description = {
      "A detector looks only at boxes that are proposed to it, so the share of labelled objects that"
          + " some proposal covers (the ceiling) is the most it can ever find."
    },
    optionListHeading = "%nOptions%n",
    footerHeading = "%nExamples%n",
    footer = {
      "  faultline propose --data walls/annotations.json",
      "  faultline propose --data walls --proposals selective-search-fast+grid --budget 1000",
      "  faultline propose --data walls --json ceiling.json",
      "",
      "The JSON has photos, boxesPerPhoto, recallAt50, recallAt70, mabo (mean average best overlap)"
          + " and secondsPerPhoto (one thread's work). A share of nothing is -1."
    })
final class ProposeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DataOptions data;
  @Mixin private GeneratorOptions generators;
  @Mixin private Workers workers;
  @Mixin private JsonOption json;

  @Override
  public Integer call() throws InterruptedException {
    Dataset dataset = data.read(common);
    ProposalGenerator generator = generators.generator();
    Map<Long, Proposals> proposals = new ConcurrentHashMap<>();
    AtomicLong nanos = new AtomicLong();
    UnreadableList unreadable = new UnreadableList();
    ExecutorService pool = workers.start();
    try (TerminalProgress.Running progress = common.progress()) {
      progress.begin("proposals", dataset.images().size(), "photos");
      AtomicLong done = new AtomicLong();
      List<Future<?>> tasks =
          dataset.images().stream()
              .<Future<?>>map(
                  image ->
                      pool.submit(
                          () -> {
                            try {
                              Raster raster = ImageReader.read(image.path());
                              long start = common.shell().nanoClock().getAsLong();
                              proposals.put(image.id(), generator.propose(raster));
                              nanos.addAndGet(common.shell().nanoClock().getAsLong() - start);
                            } catch (FaultlineException e) {
                              unreadable.add(image.fileName(), e);
                            }
                            progress.advance(done.incrementAndGet());
                          }))
              .toList();
      for (Future<?> task : tasks) {
        task.get();
      }
      progress.end();
    } catch (ExecutionException e) {
      throw Failures.asUnchecked(e);
    } finally {
      pool.shutdownNow();
    }
    Dataset read = dataset.filter(image -> proposals.containsKey(image.id()));
    report(read, ProposalCeiling.of(read, proposals), generator, nanos.get() / 1e9);
    return unreadable.exitCode(common);
  }

  private void report(
      Dataset read, ProposalCeiling ceiling, ProposalGenerator generator, double seconds) {
    double perPhoto = seconds / Math.max(1, read.images().size());
    common.print("Proposals from " + generators.names());
    if (common.verbose()) {
      common.print(generator.describe());
    }
    common.print(
        Figures.count(ceiling.photos())
            + " photos, "
            + Figures.mean(ceiling.boxesPerPhoto())
            + " boxes per photo, "
            + Figures.duration(perPhoto)
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
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("photos", ceiling.photos());
    numbers.put("boxesPerPhoto", ceiling.boxesPerPhoto());
    numbers.put("recallAt50", ceiling.recallAt50());
    numbers.put("recallAt70", ceiling.recallAt70());
    numbers.put("mabo", ceiling.mabo());
    numbers.put("secondsPerPhoto", perPhoto);
    json.write(numbers);
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
