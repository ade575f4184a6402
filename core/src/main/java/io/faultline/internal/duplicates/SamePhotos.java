package io.faultline.internal.duplicates;

import io.faultline.FaultlineException;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.geometry.DisjointSets;
import io.faultline.internal.provenance.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Joins photos that are the same: byte by byte, or to the eye ({@link PhotoSignature}). Photos that
 * cannot be read are joined with their exact copies alone.
 */
public final class SamePhotos {
  private final List<ImageRecord> images;
  private final DisjointSets sets;

  /**
   * For some photos.
   *
   * @param sets what is joined already; sets of positions in {@code images}
   */
  public SamePhotos(List<ImageRecord> images, DisjointSets sets) {
    this.images = images;
    this.sets = sets;
  }

  /** Files of the same bytes; only those of the same length are read. */
  public void joinCopies() {
    Map<Long, List<Integer>> byLength = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      try {
        long bytes = Files.size(images.get(i).path());
        byLength.computeIfAbsent(bytes, length -> new ArrayList<>()).add(i);
      } catch (IOException e) {
        // It has no copies that anyone could see.
      }
    }
    for (List<Integer> alike : byLength.values()) {
      Map<Fingerprint, Integer> first = new HashMap<>();
      for (int photo : alike.size() > 1 ? alike : List.<Integer>of()) {
        try {
          Fingerprint bytes = Fingerprint.builder().add(images.get(photo).path()).build();
          Integer earlier = first.putIfAbsent(bytes, photo);
          if (earlier != null) {
            sets.join(earlier, photo);
          }
        } catch (FaultlineException e) {
          // As above.
        }
      }
    }
  }

  /** Photos that look the same, mirrored ones too. */
  public void joinNear(PhotoSignatures known) {
    List<PhotoSignature> looks = new ArrayList<>();
    List<Integer> photos = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Optional<PhotoSignature> look = known.of(images.get(i).path());
      if (look.isPresent()) {
        looks.add(look.get());
        photos.add(i);
      }
    }
    long[] hashes = DifferenceHash.packed(looks.size());
    for (int i = 0; i < looks.size(); i++) {
      looks.get(i).hash(Mirror.NONE).pack(hashes, i);
      for (Mirror mirror : Mirror.values()) {
        joinNear(i, mirror, looks, hashes, photos);
      }
    }
  }

  /** Compares one photo, mirrored, with all that come before it. */
  private void joinNear(
      int one, Mirror mirror, List<PhotoSignature> looks, long[] hashes, List<Integer> photos) {
    DifferenceHash hash = looks.get(one).hash(mirror);
    for (int i = 0; i < one; i++) {
      if (hash.isWithin(PhotoSignature.NEAR_BITS, hashes, i)
          && !sets.isJoined(photos.get(i), photos.get(one))
          && looks.get(one).hasPatternOf(looks.get(i), mirror)) {
        sets.join(photos.get(i), photos.get(one));
      }
    }
  }
}
