package io.faultline.internal.proposal;

import io.faultline.image.Raster;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The proposals of one run: which generator made them, and for each photo its boxes with the key of
 * what they were made from.
 *
 * @param generator the generator's {@link ProposalGenerator#describe()}
 * @param photos in the dataset's order; image ids are unique
 */
public record StoredProposals(String generator, List<Photo> photos) {

  /**
   * One photo.
   *
   * @param imageId the dataset's id
   * @param key of the photo's content and the generator, see {@link #key(String, Path)}
   * @param proposals its boxes, corners whole numbers from 0 to 2^31 - 1
   */
  public record Photo(long imageId, Fingerprint key, Proposals proposals) {}

  /** Copies the list and checks that ids are unique. */
  public StoredProposals {
    photos = List.copyOf(photos);
    long ids = photos.stream().mapToLong(Photo::imageId).distinct().count();
    if (ids != photos.size()) {
      throw new IllegalArgumentException("image ids of stored proposals must be unique");
    }
  }

  /** The key of a photo by its file's bytes; neither name nor place matter. */
  public static Fingerprint key(String generator, Path photo) {
    return Fingerprint.builder().add(generator).add(photo).build();
  }

  /** The key of a photo by its pixels. */
  public static Fingerprint key(String generator, Raster photo) {
    return Fingerprint.builder()
        .add(generator)
        .add(photo.width())
        .add(photo.height())
        .add(photo.toBytes())
        .build();
  }

  /** The boxes of a photo if they were made from just this content by just this generator. */
  public Optional<Proposals> find(long imageId, Fingerprint key) {
    return photos.stream()
        .filter(photo -> photo.imageId() == imageId && photo.key().equals(key))
        .map(Photo::proposals)
        .findFirst();
  }

  /** All boxes by image id, in the order of {@link #photos()}. */
  public Map<Long, Proposals> byImageId() {
    Map<Long, Proposals> byId = new LinkedHashMap<>();
    photos.forEach(photo -> byId.put(photo.imageId(), photo.proposals()));
    return byId;
  }

  /** What the whole run depends on: the generator and every photo's id and key, in order. */
  public Fingerprint fingerprint() {
    Fingerprint.Builder builder = Fingerprint.builder().add(generator);
    photos.forEach(photo -> builder.add(photo.imageId()).add(photo.key().hex()));
    return builder.build();
  }
}
