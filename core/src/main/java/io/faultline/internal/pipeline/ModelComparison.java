package io.faultline.internal.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.stage.DetectionStage;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds a model that was measured against another one, on the same photos. */
public final class ModelComparison {
  private ModelComparison() {}

  /**
   * Detects with the other model on the photos that were measured, and compares.
   *
   * @param summary of the model in question
   * @throws FaultlineException with {@code MODEL} where the two know different classes
   */
  public static PairedComparison run(
      EvaluationSummary summary,
      RegionDetector other,
      BootstrapInterval.Options bootstrap,
      RunContext context) {
    Map<Integer, Integer> ids = ids(other.categories(), summary.dataset().categories());
    Libtorch.useThreads(context.threads());
    List<ImageDetections> theirs =
        DetectionStage.run(other, summary.dataset(), new PhotoCache(), context)
            .detections()
            .stream()
            .map(photo -> renumbered(photo, ids))
            .toList();
    return PairedComparison.of(
        summary.dataset(),
        summary.detections(),
        summary.evaluation().objects().thresholds(),
        theirs,
        other.manifest().thresholds().renumbered(ids),
        bootstrap);
  }

  /** From the other's category ids to ours, by name. */
  private static Map<Integer, Integer> ids(List<Category> theirs, List<Category> ours) {
    if (!names(theirs).equals(names(ours))) {
      throw new FaultlineException(
          Problem.MODEL,
          "the models cannot be compared: one knows "
              + names(ours)
              + ", the other "
              + names(theirs));
    }
    Map<Integer, Integer> ids = new HashMap<>();
    for (Category one : theirs) {
      ours.stream()
          .filter(own -> own.name().equals(one.name()))
          .forEach(own -> ids.put(one.id(), own.id()));
    }
    return ids;
  }

  private static Set<String> names(List<Category> categories) {
    return categories.stream().map(Category::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static ImageDetections renumbered(ImageDetections photo, Map<Integer, Integer> ids) {
    return new ImageDetections(
        photo.imageId(),
        photo.detections().stream()
            .map(
                one ->
                    new Detection(
                        ids.getOrDefault(one.categoryId(), one.categoryId()),
                        one.box(),
                        one.score()))
            .toList());
  }
}
