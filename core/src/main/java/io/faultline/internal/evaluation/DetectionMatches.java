package io.faultline.internal.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run's detections laid beside the truth: photos by ascending id, classes by ascending id.
 *
 * @param photos the truth, by ascending id
 * @param detections those of each photo that are of a known class, in the order given
 * @param classes one entry per category
 * @param unknownCategory how many detections are of no category of the dataset; like pycocotools,
 *     nothing else counts them
 */
record DetectionMatches(
    List<ImageRecord> photos,
    List<List<Detection>> detections,
    List<ClassMatches> classes,
    long unknownCategory) {

  static DetectionMatches of(Dataset truth, List<ImageDetections> all) {
    List<ImageRecord> photos =
        truth.images().stream().sorted(Comparator.comparingLong(ImageRecord::id)).toList();
    Map<Long, Integer> index = new HashMap<>();
    List<List<Detection>> detections = new ArrayList<>();
    for (ImageRecord photo : photos) {
      index.put(photo.id(), detections.size());
      detections.add(new ArrayList<>());
    }
    long unknown = 0;
    for (ImageDetections one : all) {
      Integer photo = index.get(one.imageId());
      if (photo == null) {
        throw new FaultlineException(
            Problem.INPUT,
            "detections: image_id is "
                + one.imageId()
                + "; it must be the id of a photo of the truth dataset");
      }
      for (Detection detection : one.detections()) {
        if (truth.categoryIndex(detection.categoryId()) < 0) {
          unknown++;
        } else {
          detections.get(photo).add(detection);
        }
      }
    }
    return new DetectionMatches(photos, detections, match(truth, photos, detections), unknown);
  }

  /** Every photo counted once. */
  int[] eachOnce() {
    int[] drawn = new int[photos.size()];
    java.util.Arrays.fill(drawn, 1);
    return drawn;
  }

  private static List<ClassMatches> match(
      Dataset truth, List<ImageRecord> photos, List<List<Detection>> detections) {
    Map<Integer, ClassMatches.Builder> builders = new java.util.TreeMap<>();
    for (Category category : truth.categories()) {
      builders.put(category.id(), new ClassMatches.Builder(category, photos.size()));
    }
    for (int p = 0; p < photos.size(); p++) {
      Set<Integer> annotated = new HashSet<>();
      photos.get(p).annotations().forEach(one -> annotated.add(one.categoryId()));
      Map<Integer, List<Detection>> found = new HashMap<>();
      for (Detection detection : detections.get(p)) {
        found.computeIfAbsent(detection.categoryId(), id -> new ArrayList<>()).add(detection);
      }
      for (Map.Entry<Integer, ClassMatches.Builder> entry : builders.entrySet()) {
        List<Detection> boxes = found.getOrDefault(entry.getKey(), List.of());
        if (annotated.contains(entry.getKey()) || !boxes.isEmpty()) {
          entry.getValue().add(p, PhotoTruth.of(photos.get(p), entry.getKey()), boxes);
        }
      }
    }
    return builders.values().stream().map(ClassMatches.Builder::build).toList();
  }
}
