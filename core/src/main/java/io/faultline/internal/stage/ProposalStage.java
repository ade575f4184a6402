package io.faultline.internal.stage;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.ProposalStore;
import io.faultline.internal.proposal.StoredProposals;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Proposes boxes for every piece, or takes them from an earlier run of the same generator on the
 * same pixels.
 */
public final class ProposalStage {
  private ProposalStage() {}

  /**
   * What came out.
   *
   * @param pieces those that could be read, at least one
   * @param proposals by piece id
   * @param unreadable photos that were left out
   */
  public record Result(
      List<Piece> pieces, Map<Long, Proposals> proposals, List<UnreadablePhoto> unreadable) {
    /** The boxes of a piece that could be read. */
    public Proposals of(ImageRecord piece) {
      return Objects.requireNonNull(proposals.get(piece.id()));
    }

    /** Whether a photo could not be read. */
    public boolean lost(ImageRecord image) {
      return unreadable.stream().anyMatch(photo -> photo.fileName().equals(image.fileName()));
    }
  }

  /**
   * Runs over the pieces and leaves the boxes in {@code store}.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} where no photo can be read, or the
   *     store is damaged
   */
  public static Result run(
      List<Piece> pieces,
      ProposalGenerator generator,
      PhotoCache photos,
      Path store,
      RunContext context) {
    Optional<StoredProposals> known =
        Files.exists(store) ? Optional.of(ProposalStore.read(store)) : Optional.empty();
    ReadablePhotos<Piece, StoredProposals.Photo> proposed =
        ReadablePhotos.map(
            context,
            "proposals",
            pieces,
            piece -> piece.record().fileName(),
            piece -> propose(piece, generator, photos, known));
    proposed.requireAny();
    List<StoredProposals.Photo> boxes =
        proposed.done().stream().map(ReadablePhotos.Done::result).toList();
    ProposalStore.write(store, new StoredProposals(generator.describe(), boxes));
    Map<Long, Proposals> byId = new LinkedHashMap<>();
    boxes.forEach(photo -> byId.put(photo.imageId(), photo.proposals()));
    return new Result(
        proposed.done().stream().map(ReadablePhotos.Done::photo).toList(),
        byId,
        proposed.unreadable());
  }

  private static StoredProposals.Photo propose(
      Piece piece,
      ProposalGenerator generator,
      PhotoCache photos,
      Optional<StoredProposals> known) {
    Raster raster = piece.raster(photos);
    long id = piece.record().id();
    Fingerprint key = StoredProposals.key(generator.describe(), raster);
    return new StoredProposals.Photo(
        id,
        key,
        known.flatMap(run -> run.find(id, key)).orElseGet(() -> generator.propose(raster)));
  }
}
