package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.ProposalStore;
import io.faultline.proposal.Proposals;
import io.faultline.proposal.StoredProposals;
import io.faultline.provenance.Fingerprint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes boxes for every piece, or takes them from an earlier run of the same generator on the
 * same pixels.
 */
final class ProposalStage {
  private ProposalStage() {}

  /**
   * What came out.
   *
   * @param pieces those that could be read
   * @param proposals by piece id
   * @param unreadable photos that were left out
   */
  record Result(
      List<Piece> pieces, Map<Long, Proposals> proposals, List<UnreadablePhoto> unreadable) {
    /** The boxes of a piece that could be read. */
    Proposals of(ImageRecord piece) {
      return Objects.requireNonNull(proposals.get(piece.id()));
    }
  }

  /** One piece's boxes, or why there are none. */
  private record Outcome(Piece piece, Fingerprint key, Proposals proposals, String fault) {}

  /** Runs over the pieces and leaves the boxes in {@code store} where one is named. */
  static Result run(
      List<Piece> pieces,
      ProposalGenerator generator,
      PhotoCache photos,
      Optional<Path> store,
      RunContext context) {
    Optional<StoredProposals> known = store.filter(Files::exists).map(ProposalStore::read);
    List<Outcome> outcomes =
        Parallel.map(
            context,
            "proposals",
            "photos",
            pieces,
            piece -> propose(piece, generator, photos, known));
    Set<String> bad = new HashSet<>();
    List<UnreadablePhoto> unreadable = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      String name = outcome.piece().record().fileName();
      if (!outcome.fault().isEmpty() && bad.add(name)) {
        unreadable.add(new UnreadablePhoto(name, outcome.fault()));
        context.progress().note("left out: " + outcome.fault());
      }
    }
    outcomes = outcomes.stream().filter(o -> !bad.contains(o.piece().record().fileName())).toList();
    if (store.isPresent()) {
      write(store.get(), generator, outcomes);
    }
    Map<Long, Proposals> byId = new LinkedHashMap<>();
    outcomes.forEach(o -> byId.put(o.piece().record().id(), o.proposals()));
    return new Result(outcomes.stream().map(Outcome::piece).toList(), byId, unreadable);
  }

  private static Outcome propose(
      Piece piece,
      ProposalGenerator generator,
      PhotoCache photos,
      Optional<StoredProposals> known) {
    try {
      Raster raster = piece.raster(photos);
      Fingerprint key = StoredProposals.key(generator.describe(), raster);
      Proposals proposals =
          known
              .flatMap(run -> run.find(piece.record().id(), key))
              .orElseGet(() -> generator.propose(raster));
      return new Outcome(piece, key, proposals, "");
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      Fingerprint none = Fingerprint.builder().build();
      return new Outcome(piece, none, new Proposals(List.of()), e.getMessage());
    }
  }

  private static void write(Path store, ProposalGenerator generator, List<Outcome> outcomes) {
    ProposalStore.write(
        store,
        new StoredProposals(
            generator.describe(),
            outcomes.stream()
                .map(
                    o -> new StoredProposals.Photo(o.piece().record().id(), o.key(), o.proposals()))
                .toList()));
  }
}
