package io.faultline.internal.stage;

import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.proposal.ProposalGenerator;
import java.util.List;

/**
 * Everything that decides which boxes a photo gets: two configurations with the same source propose
 * the same.
 *
 * @param generators names joined by {@code +}, or {@code auto}
 * @param budget boxes per photo, at most
 * @param order which boxes the budget keeps
 * @param ranking the weights of the order that was learnt; none where none was
 * @param tileSide photos longer than this are read in tiles
 * @param tileOverlap how far tiles overlap
 */
public record ProposalSource(
    String generators,
    int budget,
    ProposalOrder order,
    List<Double> ranking,
    int tileSide,
    int tileOverlap) {
  /** Copies the list. */
  public ProposalSource {
    ranking = List.copyOf(ranking);
  }

  /** That of a configuration. */
  public static ProposalSource of(PipelineConfig config) {
    return new ProposalSource(
        config.proposals().generators(),
        config.proposals().budget(),
        config.proposals().order(),
        List.of(),
        config.detection().tileSide(),
        config.detection().tileOverlap());
  }

  /** That of a model. */
  public static ProposalSource of(BundleManifest model) {
    return new ProposalSource(
        model.proposals(),
        model.proposalBudget(),
        model.proposalOrder(),
        model.proposalRanking(),
        model.options().tileSide(),
        model.options().tileOverlap());
  }

  /** This with other generators, and the order that was learnt for them. */
  ProposalSource with(String otherGenerators, List<Double> learnt) {
    return new ProposalSource(otherGenerators, budget, order, learnt, tileSide, tileOverlap);
  }

  /** What proposes the boxes. */
  public ProposalGenerator generator() {
    return ProposalGenerators.parse(generators, budget, order, ranking);
  }

  /** The pieces of all photos of a dataset, numbered from 1 on. */
  public List<Piece> pieces(List<ImageRecord> images) {
    return Piece.of(images, tileSide, tileOverlap, 1);
  }

  /**
   * The pieces of one photo of a dataset.
   *
   * @param firstId the number of its first piece among those of the dataset
   */
  public List<Piece> pieces(ImageRecord image, long firstId) {
    return Piece.of(List.of(image), tileSide, tileOverlap, firstId);
  }
}
