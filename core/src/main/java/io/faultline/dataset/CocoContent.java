package io.faultline.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a COCO file says, record by record, before the records are held against one another. */
final class CocoContent {
  final List<RawImage> images = new ArrayList<>();
  final List<RawAnnotation> annotations = new ArrayList<>();
  final List<Category> categories = new ArrayList<>();
  boolean hasImages;
  boolean hasAnnotations;
  boolean hasCategories;

  /** A photo; sides of 0 are not stated. */
  record RawImage(String record, long id, String fileName, int widthPx, int heightPx) {}

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
