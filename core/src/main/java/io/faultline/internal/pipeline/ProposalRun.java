package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.proposal.WorstCovered;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RankingStage;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.List;
import java.util.Set;

/** Proposes boxes for a dataset and says what share of its objects they cover. */
public final class ProposalRun {
  /** How many of the worst-covered objects are named. */
  private static final int WORST = 20;

  private ProposalRun() {}

  /**
   * What came out.
   *
   * @param ceiling the most that any detector on these proposals can find
   * @param worst the objects that are covered worst, the worst first
   * @param secondsPerPhoto one thread's work, reading left out
   * @param unreadable photos that were left out
   * @param generators the names of what proposed
   * @param description of what proposed, with all its settings
   */
  public record Result(
      ProposalCeiling ceiling,
      List<WorstCovered> worst,
      double secondsPerPhoto,
      List<UnreadablePhoto> unreadable,
      String generators,
      String description) {
    /** Copies the lists. */
    public Result {
      worst = List.copyOf(worst);
      unreadable = List.copyOf(unreadable);
    }
  }

  private record Timed(Coverage coverage, long nanos) {}

  /**
   * Proposes for every photo that can be read. A learnt order is learnt from the same photos: its
   * few dozen weights know thousands of boxes too little to favour them.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} where none can
   */
  public static Result run(Dataset dataset, ProposalSource asked, RunContext context) {
    ProposalSource source =
        RankingStage.run(
            asked,
            asked.pieces(dataset.images()),
            Set.of(),
            new PhotoCache(),
            new RunSeed(1),
            context);
    ProposalGenerator generator = source.generator();
    ReadablePhotos<ImageRecord, Timed> proposed =
        ReadablePhotos.map(
            context,
            "proposals",
            dataset.images(),
            ImageRecord::fileName,
            image -> propose(image, generator, context));
    proposed.requireAny();
    List<Timed> done = proposed.done().stream().map(ReadablePhotos.Done::result).toList();
    List<Coverage> coverage = done.stream().map(Timed::coverage).toList();
    return new Result(
        ProposalCeiling.of(coverage),
        WorstCovered.of(coverage, WORST),
        done.stream().mapToLong(Timed::nanos).sum() / 1e9 / done.size(),
        proposed.unreadable(),
        source.generators(),
        generator.describe());
  }

  private static Timed propose(ImageRecord image, ProposalGenerator generator, RunContext context) {
    Raster raster = image.read();
    long start = context.nanoTime().getAsLong();
    Proposals proposals = generator.propose(raster);
    long nanos = context.nanoTime().getAsLong() - start;
    return new Timed(Coverage.of(image, proposals), nanos);
  }
}
