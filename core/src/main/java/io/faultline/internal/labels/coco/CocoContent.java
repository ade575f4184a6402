package io.faultline.internal.labels.coco;

import io.faultline.internal.labels.RawBox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a COCO file says, record by record, before the records are held against one another. */
final class CocoContent {
  final List<RawImage> images = new ArrayList<>();
  final List<RawAnnotation> annotations = new ArrayList<>();

  /** The name of each category; empty where two categories with different names have the id. */
  final Map<CocoKey, Optional<String>> categories = new LinkedHashMap<>();

  /** How many annotations of a photo, by its id, could not be used. */
  final Map<CocoKey, Long> lost = new HashMap<>();

  /** How many annotations could not be used and do not say of which photo they are. */
  long unplaced;

  boolean hasImages;
  boolean hasAnnotations;
  boolean hasCategories;

  void lose(CocoKey imageId) {
    lost.merge(imageId, 1L, Long::sum);
  }

  /**
   * A photo; sides of 0 are not stated.
   *
   * @param id empty where it is missing
   * @param sizeFault what is wrong with the stated size, empty where nothing is
   * @param complete as {@link ImageRecord#complete}
   * @param upright whether the labels were drawn on the photo turned upright
   */
  record RawImage(
      String record,
      Optional<CocoKey> id,
      String fileName,
      int widthPx,
      int heightPx,
      String sizeFault,
      boolean complete,
      boolean upright) {
    RawImage withId(CocoKey other) {
      return new RawImage(
          record, Optional.of(other), fileName, widthPx, heightPx, sizeFault, complete, upright);
    }
  }

  /**
   * An annotation.
   *
   * @param record how messages name it
   * @param box four numbers of whatever form; empty where there are none
   * @param boxFault why there is no box, empty where there is one
   */
  record RawAnnotation(
      String record,
      OptionalLong id,
      CocoKey imageId,
      CocoKey categoryId,
      Optional<RawBox> box,
      String boxFault,
      OptionalDouble area,
      boolean crowd,
      CocoSegmentation segmentation) {}
}
