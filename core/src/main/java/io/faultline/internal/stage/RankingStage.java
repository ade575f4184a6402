package io.faultline.internal.stage;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.BoxRanking;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.proposal.RankingFit;
import io.faultline.internal.proposal.Union;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.proposal.ProposalGenerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Learns from labelled photos what proposes boxes: which of them a budget keeps, and, where the
 * generators are {@code auto}, which generators.
 */
public final class RankingStage {
  /** More photos teach a few dozen weights nothing more. */
  private static final int MOST_PHOTOS = 100;

  /** A box fits an object from this overlap on. */
  private static final double IOU = 0.5;

  /** Boxes of a photo that fit no object, at most. */
  private static final int OTHERS = 1000;

  /** Cheaper generators are taken where others cover no more than this more. */
  private static final double WORTH = 0.01;

  private final List<Piece> pieces;
  private final PhotoCache photos;
  private final RunSeed seed;
  private final RunContext context;

  private RankingStage(List<Piece> pieces, PhotoCache photos, RunSeed seed, RunContext context) {
    this.pieces = pieces;
    this.photos = photos;
    this.seed = seed;
    this.context = context;
  }

  /** What the photos taught, and how much of their objects it covers. */
  private record Choice(ProposalSource source, ProposalCeiling ceiling) {
    double covered() {
      return (ceiling.recallAt50() + ceiling.recallAt70()) / 2;
    }

    String words() {
      return String.format(
          Locale.ROOT,
          "%s %.3f and %.3f",
          source.generators(),
          ceiling.recallAt50(),
          ceiling.recallAt70());
    }
  }

  /**
   * The source as these pieces teach it. One whose order is not a learnt one is left as it is, and
   * so is one that the pieces have nothing to teach; {@code auto} then stands for what finds
   * cracks. Pieces that cannot be read are passed over: whoever proposes for them says so.
   *
   * @param heldOut file names of photos that nothing is learnt from
   */
  public static ProposalSource run(
      ProposalSource asked,
      List<Piece> pieces,
      Set<String> heldOut,
      PhotoCache photos,
      RunSeed seed,
      RunContext context) {
    ProposalSource plain =
        asked.with(ProposalGenerators.resolved(asked.generators()), asked.ranking());
    if (asked.order() != ProposalOrder.LEARNT) {
      return plain;
    }
    List<Piece> drawn =
        pieces.stream()
            .filter(piece -> !piece.record().objects().isEmpty())
            .filter(piece -> !heldOut.contains(piece.record().fileName()))
            .sorted(Comparator.comparingLong(piece -> seed.derive("ranking", piece.record().id())))
            .limit(MOST_PHOTOS)
            .toList();
    RankingStage stage = new RankingStage(drawn, photos, seed, context);
    boolean asksForOne = asked.generators().equals(plain.generators());
    return (asksForOne ? stage.learnt(plain) : stage.chosen(plain)).orElse(plain);
  }

  private Optional<ProposalSource> chosen(ProposalSource asked) {
    List<Choice> choices = new ArrayList<>();
    for (String generators : ProposalGenerators.CHOICES) {
      learnt(asked.with(generators, List.of()))
          .ifPresent(source -> choices.add(new Choice(source, ceiling(source))));
    }
    double best = choices.stream().mapToDouble(Choice::covered).max().orElse(0);
    Optional<Choice> taken =
        choices.stream().filter(choice -> choice.covered() >= best - WORTH).findFirst();
    taken.ifPresent(
        choice ->
            context
                .progress()
                .note(
                    "proposes by "
                        + choice.source().generators()
                        + ", because proposals.generators is auto; covered at IoU 0.5 and 0.7: "
                        + String.join(", ", choices.stream().map(Choice::words).toList())));
    return taken.map(Choice::source);
  }

  private Optional<ProposalSource> learnt(ProposalSource source) {
    Union union = ProposalGenerators.union(source.generators());
    List<RankingFit.Labelled> labelled =
        each(
            "order of proposals",
            (piece, raster) ->
                RankingFit.Labelled.of(
                    raster,
                    union.candidates(raster),
                    objects(piece),
                    IOU,
                    OTHERS,
                    seed.of("ranking-boxes", piece.record().id())));
    return RankingFit.of(labelled)
        .map(BoxRanking::weights)
        .map(weights -> source.with(source.generators(), weights));
  }

  private ProposalCeiling ceiling(ProposalSource source) {
    ProposalGenerator generator = source.generator();
    return ProposalCeiling.of(
        each(
            "choice of proposals",
            (piece, raster) -> Coverage.of(piece.record(), generator.propose(raster))));
  }

  private static List<Box> objects(Piece piece) {
    return piece.record().objects().stream().map(Annotation::box).toList();
  }

  /** What comes of every piece that can be read. */
  private <R> List<R> each(String stage, BiFunction<Piece, Raster, R> work) {
    return Parallel.mapPhotos(context, stage, "photos", pieces, piece -> attempt(piece, work))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private <R> Optional<R> attempt(Piece piece, BiFunction<Piece, Raster, R> work) {
    try {
      return Optional.of(work.apply(piece, piece.raster(photos)));
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
