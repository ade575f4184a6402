package io.faultline.internal.duplicates;

import io.faultline.dataset.ImageRecord;
import io.faultline.internal.geometry.DisjointSets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds photos that are the same: byte by byte, or to the eye. */
public final class LookAlikes {
  private final List<ImageRecord> photos;
  private final PhotoSignatures known;
  private final DisjointSets copies;
  private final DisjointSets alike;

  private LookAlikes(List<ImageRecord> photos, PhotoSignatures known) {
    this.photos = List.copyOf(photos);
    this.known = known;
    this.copies = new DisjointSets(photos.size());
    new SamePhotos(photos, copies).joinCopies();
    this.alike = new DisjointSets(photos.size());
    for (int i = 0; i < photos.size(); i++) {
      alike.join(copies.find(i), i);
    }
    new SamePhotos(photos, alike).joinNear(known);
  }

  /**
   * Compares every photo with every other one.
   *
   * @param known what is known of the photos' looks; others are read now
   */
  public static LookAlikes of(List<ImageRecord> photos, PhotoSignatures known) {
    return new LookAlikes(photos, known);
  }

  /** How two photos are the same, the surest first. */
  public enum Likeness {
    /** Their files are equal byte by byte. */
    COPY("is the same file as"),
    /** They look the same: one was compressed, scaled or brightened, for example. */
    NEAR("looks the same as"),
    /** One is the other, mirrored. */
    MIRRORED("looks like the mirror image of"),
    /** Each looks the same as a third photo. */
    LINKED("looks nearly the same as");

    private final String words;

    Likeness(String words) {
      this.words = words;
    }

    /** To stand between the names of two photos. */
    public String words() {
      return words;
    }
  }

  /** Positions of photos that are the same, at least two in each group, in ascending order. */
  public List<List<Integer>> groups() {
    Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < photos.size(); i++) {
      groups.computeIfAbsent(alike.find(i), root -> new ArrayList<>()).add(i);
    }
    return groups.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
  }

  /** How two photos of one group are the same. */
  public Likeness likeness(int one, int other) {
    if (copies.isJoined(one, other)) {
      return Likeness.COPY;
    }
    Optional<PhotoSignature> first = known.of(photos.get(one).path());
    Optional<PhotoSignature> second = known.of(photos.get(other).path());
    if (first.isEmpty() || second.isEmpty()) {
      return Likeness.LINKED;
    }
    if (first.get().isNear(second.get(), Mirror.NONE)) {
      return Likeness.NEAR;
    }
    return first.get().isNear(second.get()) ? Likeness.MIRRORED : Likeness.LINKED;
  }

  /** Of some photos of a group, the one that is most surely the same as another of it. */
  public int nearest(int photo, List<Integer> others) {
    return others.stream()
        .min(
            Comparator.comparing((Integer other) -> likeness(photo, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow(() -> new IllegalArgumentException("there are no others"));
  }
}
