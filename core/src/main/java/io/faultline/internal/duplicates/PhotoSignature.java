package io.faultline.internal.duplicates;

import io.faultline.image.Raster;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a photo looks like, to find others that show the same.
 *
 * <p>Two photos are near duplicates where few bits of their hashes differ and their fine patterns
 * agree. The hash alone takes surfaces under the same lamp for one another; the pattern alone does
 * so with parallel scratches. Both hold for copies that were scaled, compressed, brightened,
 * darkened, made noisy or mirrored; a copy that was cropped or turned is not recognised. The limits
 * are measured in {@code docs/decisions/0023-photos-that-belong-together.md}.
 *
 * @param hashes of the photo in every {@link Mirror}, or as it is alone where it is only compared
 *     with
 * @param pattern of the photo as it is
 */
public record PhotoSignature(Map<Mirror, DifferenceHash> hashes, FinePattern pattern) {
  /** So many bits may differ; photos that have nothing in common differ in about half of them. */
  static final int NEAR_BITS = 48;

  /** At least so far must fine patterns agree. */
  static final double NEAR_CORRELATION = 0.85;

  /** Copies the map. */
  public PhotoSignature {
    hashes = Collections.unmodifiableMap(new EnumMap<>(hashes));
  }

  public static PhotoSignature of(Raster photo) {
    return new PhotoSignature(DifferenceHash.mirrored(photo), FinePattern.of(photo));
  }

  /** The hash of the photo mirrored. */
  DifferenceHash hash(Mirror mirror) {
    return Objects.requireNonNull(hashes.get(mirror));
  }

  /** Whether both show the same, one of them mirrored perhaps. */
  public boolean isNear(PhotoSignature other) {
    return Stream.of(Mirror.values()).anyMatch(mirror -> isNear(other, mirror));
  }

  /** Whether the other shows the same as this, mirrored. */
  public boolean isNear(PhotoSignature other, Mirror mirror) {
    return hash(mirror).distance(other.hash(Mirror.NONE)) <= NEAR_BITS
        && hasPatternOf(other, mirror);
  }

  /** Whether the fine patterns agree, one photo mirrored. */
  boolean hasPatternOf(PhotoSignature other, Mirror mirror) {
    return other.pattern.correlation(pattern, mirror) >= NEAR_CORRELATION;
  }
}
