package io.faultline.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ImageReader;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import io.faultline.proposal.WorstCovered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   */
  public record Result(
      ProposalCeiling ceiling,
      List<WorstCovered> worst,
      double secondsPerPhoto,
      List<UnreadablePhoto> unreadable) {
    /** Copies the lists. */
    public Result {
      worst = List.copyOf(worst);
      unreadable = List.copyOf(unreadable);
    }
  }

  private record Timed(Proposals proposals, long nanos) {}

  /**
   * Proposes for every photo that can be read.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} where none can
   */
  public static Result run(Dataset dataset, ProposalGenerator generator, RunContext context) {
    ReadablePhotos<ImageRecord, Timed> proposed =
        ReadablePhotos.map(
            context,
            "proposals",
            dataset.images(),
            ImageRecord::fileName,
            image -> propose(image, generator, context));
    proposed.requireAny();
    Map<Long, Proposals> byId = new LinkedHashMap<>();
    long nanos = 0;
    for (ReadablePhotos.Done<ImageRecord, Timed> photo : proposed.done()) {
      byId.put(photo.photo().id(), photo.result().proposals());
      nanos += photo.result().nanos();
    }
    Dataset read = dataset.filter(image -> byId.containsKey(image.id()));
    return new Result(
        ProposalCeiling.of(read, byId),
        WorstCovered.of(read, byId, WORST),
        nanos / 1e9 / byId.size(),
        proposed.unreadable());
  }

  private static Timed propose(ImageRecord image, ProposalGenerator generator, RunContext context) {
    Raster raster = ImageReader.read(image.path());
    long start = context.nanoTime().getAsLong();
    Proposals proposals = generator.propose(raster);
    return new Timed(proposals, context.nanoTime().getAsLong() - start);
  }
}
