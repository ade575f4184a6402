package io.faultline.dataset;

import java.util.List;

/**
 * What {@link DatasetCheck} saw: numbers to print and draw, and photos to look at.
 *
 * @param parts one per split, in the order given
 * @param duplicates pairs of photos that are the same or nearly so
 * @param unreadable photos that are missing or cannot be decoded
 */
public record DatasetSummary(
    List<Part> parts, List<Duplicate> duplicates, List<Unreadable> unreadable) {

  /** Copies the lists. */
  public DatasetSummary {
    parts = List.copyOf(parts);
    duplicates = List.copyOf(duplicates);
    unreadable = List.copyOf(unreadable);
  }

  /** The pairs whose photos are in different splits: results on those prove nothing. */
  public List<Duplicate> acrossSplits() {
    return duplicates.stream()
        .filter(pair -> !pair.first().split().equals(pair.second().split()))
        .toList();
  }

  /**
   * One split.
   *
   * @param name its name
   * @param photos how many photos
   * @param cleanPhotos how many of them are known to hold no object
   * @param objects how many objects, crowds left out
   * @param crowds how many crowds
   * @param classes objects by category, in the dataset's order
   * @param photoSizes photos by size, the most frequent first
   * @param objectSizes objects by the square root of their box's area in pixels
   * @param aspectRatios objects by the width of their box over its height
   */
  public record Part(
      String name,
      int photos,
      int cleanPhotos,
      long objects,
      long crowds,
      List<ClassCount> classes,
      List<SizeCount> photoSizes,
      Histogram objectSizes,
      Histogram aspectRatios) {

    /** Copies the lists. */
    public Part {
      classes = List.copyOf(classes);
      photoSizes = List.copyOf(photoSizes);
    }
  }

  /** How many objects a category has, and how many photos show it. */
  public record ClassCount(Category category, long objects, int photos) {}

  /** How many photos have a size. */
  public record SizeCount(int widthPx, int heightPx, int photos) {}

  /**
   * Counts between edges.
   *
   * @param edges ascending, one more than bins; the last may be infinite
   * @param counts values with {@code edge[i] <= value < edge[i + 1]}
   */
  public record Histogram(List<Double> edges, List<Long> counts) {
    /** Copies the lists. */
    public Histogram {
      edges = List.copyOf(edges);
      counts = List.copyOf(counts);
      if (edges.size() != counts.size() + 1) {
        throw new IllegalArgumentException(
            counts.size() + " counts need " + (counts.size() + 1) + " edges, not " + edges.size());
      }
    }
  }

  /** A photo of a split. */
  public record PhotoName(String split, String fileName) {}

  /**
   * Two photos that are the same.
   *
   * @param exact whether the files are equal byte by byte
   * @param differingBits how many of the perceptual hash's {@value DifferenceHash#BITS} bits differ
   */
  public record Duplicate(PhotoName first, PhotoName second, boolean exact, int differingBits) {}

  /** A photo that cannot be read, with the reason in one line. */
  public record Unreadable(PhotoName photo, String reason) {}
}
