package io.faultline.internal.duplicates;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What some photos look like, small enough to be kept: {@value #BYTES} bytes each, the difference
 * hash and the fine pattern ({@link PhotoSignature}) in steps of 4 bits. The photo cannot be
 * restored from it, but who has a photo can tell whether it is among them.
 *
 * <p>The order of the photos is lost: they are kept sorted, so equal sets are equal bytes.
 */
public final class KnownPhotos {
  /** Of no photo. */
  public static final KnownPhotos NONE = new KnownPhotos(List.of());

  static final int BYTES = DifferenceHash.BITS / Byte.SIZE + FinePattern.PACKED_BYTES;

  /** Of more photos so many are kept; which ones depends on their hashes alone. */
  static final int MAX_PHOTOS = 10_000;

  private final List<byte[]> packed;
  private final List<PhotoSignature> looks = new ArrayList<>();
  private final long[] hashes;

  private KnownPhotos(List<byte[]> packed) {
    this.packed = packed.stream().sorted(Arrays::compareUnsigned).distinct().toList();
    hashes = DifferenceHash.packed(packed.size());
    for (int i = 0; i < this.packed.size(); i++) {
      ByteBuffer bytes = ByteBuffer.wrap(this.packed.get(i));
      DifferenceHash hash =
          new DifferenceHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
      hash.pack(hashes, i);
      looks.add(new PhotoSignature(Map.of(Mirror.NONE, hash), FinePattern.unpacked(bytes)));
    }
  }

  /**
   * The looks of a dataset's photos; those that cannot be read are left out.
   *
   * @param known what is known of the photos; others are read now
   */
  public static KnownPhotos of(Dataset dataset, PhotoSignatures known) {
    return new KnownPhotos(
        dataset.images().stream()
            .flatMap(image -> known.of(image.path()).stream())
            .map(KnownPhotos::pack)
            .sorted(Arrays::compareUnsigned)
            .limit(MAX_PHOTOS)
            .toList());
  }

  /** How many photos. */
  public int size() {
    return packed.size();
  }

  /** The photos of a dataset that look like one of these, mirrored perhaps. */
  public List<ImageRecord> among(Dataset dataset, PhotoSignatures known) {
    return dataset.images().stream()
        .filter(image -> known.of(image.path()).filter(this::shows).isPresent())
        .toList();
  }

  private boolean shows(PhotoSignature photo) {
    for (Mirror mirror : Mirror.values()) {
      DifferenceHash hash = photo.hash(mirror);
      for (int i = 0; i < looks.size(); i++) {
        if (hash.isWithin(PhotoSignature.NEAR_BITS, hashes, i)
            && photo.hasPatternOf(looks.get(i), mirror)) {
          return true;
        }
      }
    }
    return false;
  }

  private static byte[] pack(PhotoSignature photo) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    long[] hash = DifferenceHash.packed(1);
    photo.hash(Mirror.NONE).pack(hash, 0);
    for (long word : hash) {
      bytes.putLong(word);
    }
    photo.pattern().pack(bytes);
    return bytes.array();
  }

  /** As text (base 64), which {@link #parse} reads. */
  public String text() {
    ByteBuffer all = ByteBuffer.allocate(BYTES * packed.size());
    packed.forEach(all::put);
    return Base64.getEncoder().encodeToString(all.array());
  }

  /** What {@link #text} wrote; empty where the text is something else. */
  public static Optional<KnownPhotos> parse(String text) {
    byte[] all;
    try {
      all = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length % BYTES != 0 || all.length / BYTES > MAX_PHOTOS) {
      return Optional.empty();
    }
    List<byte[]> packed = new ArrayList<>();
    for (int at = 0; at < all.length; at += BYTES) {
      packed.add(Arrays.copyOfRange(all, at, at + BYTES));
    }
    return Optional.of(new KnownPhotos(packed));
  }
}
