package io.faultline.internal.stage;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.BoxRanking;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.proposal.RankingFit;
import io.faultline.internal.proposal.Union;
import io.faultline.internal.provenance.RunSeed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Learns from labelled photos which of the proposed boxes a budget keeps. */
public final class RankingStage {
  /** More photos teach a few dozen weights nothing more. */
  private static final int MOST_PHOTOS = 200;

  /** A box fits an object from this overlap on. */
  private static final double IOU = 0.5;

  /** Boxes of a photo that fit no object, at most. */
  private static final int OTHERS = 1000;

  private RankingStage() {}

  /**
   * The source with the order that these pieces teach; the same source where its order is not a
   * learnt one, or the pieces have nothing to learn from. Pieces that cannot be read are passed
   * over: whoever proposes for them says so.
   */
  public static ProposalSource run(
      ProposalSource source,
      List<Piece> pieces,
      PhotoCache photos,
      RunSeed seed,
      RunContext context) {
    if (source.order() != ProposalOrder.LEARNT) {
      return source;
    }
    List<Piece> drawn =
        pieces.stream()
            .filter(piece -> !piece.record().objects().isEmpty())
            .sorted(Comparator.comparingLong(piece -> seed.derive("ranking", piece.record().id())))
            .limit(MOST_PHOTOS)
            .toList();
    Union union = ProposalGenerators.union(source.generators());
    List<RankingFit.Labelled> labelled =
        Parallel.mapPhotos(
                context,
                "order of proposals",
                "photos",
                drawn,
                piece -> labelled(piece, union, photos, seed))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    return RankingFit.of(labelled).map(BoxRanking::weights).map(source::with).orElse(source);
  }

  private static Optional<RankingFit.Labelled> labelled(
      Piece piece, Union union, PhotoCache photos, RunSeed seed) {
    try {
      Raster raster = piece.raster(photos);
      List<Box> objects = piece.record().objects().stream().map(Annotation::box).toList();
      return Optional.of(
          RankingFit.Labelled.of(
              raster,
              union.candidates(raster),
              objects,
              IOU,
              OTHERS,
              seed.of("ranking-boxes", piece.record().id())));
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
