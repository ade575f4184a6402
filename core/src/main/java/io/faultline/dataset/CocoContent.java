package io.faultline.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a COCO file says, record by record, before the records are held against one another. */
final class CocoContent {
  final List<RawImage> images = new ArrayList<>();
  final List<RawAnnotation> annotations = new ArrayList<>();
  final List<Category> categories = new ArrayList<>();

  /** How many annotations of a photo, by its id, could not be used. */
  final Map<Long, Long> lost = new HashMap<>();

  /** How many annotations could not be used and do not say of which photo they are. */
  long unplaced;

  boolean hasImages;
  boolean hasAnnotations;
  boolean hasCategories;

  void lose(long imageId) {
    lost.merge(imageId, 1L, Long::sum);
  }

  /**
   * A photo; sides of 0 are not stated.
   *
   * @param complete as {@link ImageRecord#complete}
   */
  record RawImage(
      String record, long id, String fileName, int widthPx, int heightPx, boolean complete) {}

  /**
   * An annotation.
   *
   * @param record how messages name it
   * @param box empty where it marks a clean photo
   */
  record RawAnnotation(
      String record,
      OptionalLong id,
      long imageId,
      OptionalLong categoryId,
      Optional<RawBox> box,
      OptionalDouble area,
      boolean crowd,
      CocoSegmentation segmentation) {}
}
