package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.DetectionStep;
import io.faultline.internal.detection.DetectionTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The misses of one photo in one class. After every step the same greedy matching at IoU 0.5 is run
 * on the boxes that are left; an object is lost at the step after the last one at which it was
 * matched. What is matched to the end is lost where its score fell below the threshold, if it had
 * reached it before.
 */
final class PhotoMisses {
  private static final double FOUND_IOU = 0.5;
  private static final List<DetectionStep> STEPS = List.of(DetectionStep.values());
  private static final int SCORED_LAST = STEPS.indexOf(DetectionStep.RESCORED);

  private final ImageRecord image;
  private final List<Annotation> truths;
  private final double threshold;
  private final boolean[] found;
  private final int[] lastStep;
  private final double[][] matchedScore;
  private final double[][] bestIou;
  private final double[] bestScore;
  private final List<Optional<Detection>> nearest;

  private PhotoMisses(ImageRecord image, List<Annotation> truths, double threshold) {
    this.image = image;
    this.truths = truths;
    this.threshold = threshold;
    found = new boolean[truths.size()];
    lastStep = new int[truths.size()];
    Arrays.fill(lastStep, -1);
    matchedScore = new double[truths.size()][STEPS.size()];
    bestIou = new double[truths.size()][STEPS.size()];
    bestScore = new double[truths.size()];
    nearest = new ArrayList<>(Collections.nCopies(truths.size(), Optional.empty()));
  }

  /** Of all classes. */
  static List<Miss> of(
      ImageRecord image, List<Category> categories, DetectionTrace trace, Thresholds thresholds) {
    List<Miss> misses = new ArrayList<>();
    for (Category category : categories) {
      List<Annotation> truths = PhotoTruth.of(image, category.id());
      if (truths.stream().anyMatch(PhotoMatcher::counts)) {
        PhotoMisses photo = new PhotoMisses(image, truths, thresholds.of(category.id()));
        photo.find(trace.after(DetectionStep.LIMITED, category.id()));
        if (photo.missesAny()) {
          photo.follow(trace, category.id());
        }
        misses.addAll(photo.misses());
      }
    }
    return misses;
  }

  /** The very matching of {@link ObjectRates}: greedy, so those at the threshold match first. */
  private void find(List<Detection> detections) {
    PhotoMatcher matcher = new PhotoMatcher(truths, detections);
    int[] pairs = matcher.pairs();
    for (int d = 0; d < pairs.length; d++) {
      if (pairs[d] >= 0 && matcher.detections().get(d).score() >= threshold) {
        found[pairs[d]] = true;
      }
    }
  }

  private boolean missesAny() {
    for (int g = 0; g < found.length; g++) {
      if (!found[g] && PhotoMatcher.counts(truths.get(g))) {
        return true;
      }
    }
    return false;
  }

  private void follow(DetectionTrace trace, int categoryId) {
    for (int s = 0; s < STEPS.size(); s++) {
      DetectionStep step = STEPS.get(s);
      int most = step == DetectionStep.LIMITED ? PhotoMatcher.MAX_DETECTIONS : Integer.MAX_VALUE;
      PhotoMatcher matcher = new PhotoMatcher(truths, trace.after(step, categoryId), most);
      int[] pairs = matcher.pairs();
      for (int d = 0; d < pairs.length; d++) {
        if (pairs[d] >= 0) {
          lastStep[pairs[d]] = s;
          matchedScore[pairs[d]][s] = matcher.detections().get(d).score();
        }
      }
      for (int g = 0; g < truths.size(); g++) {
        overlaps(matcher, g, s);
      }
    }
  }

  private void overlaps(PhotoMatcher matcher, int g, int step) {
    int best = -1;
    for (int d = 0; d < matcher.detections().size(); d++) {
      double iou = matcher.iou(d, g);
      if (iou > 0 && (best < 0 || iou > matcher.iou(best, g))) {
        best = d;
      }
      if (iou >= FOUND_IOU) {
        bestScore[g] = Math.max(bestScore[g], matcher.detections().get(d).score());
      }
    }
    if (best >= 0) {
      bestIou[g][step] = matcher.iou(best, g);
      if (step == 0 || lastStep[g] == step) {
        nearest.set(g, Optional.of(matcher.detections().get(best)));
      }
    }
  }

  private List<Miss> misses() {
    List<Miss> misses = new ArrayList<>();
    for (int g = 0; g < found.length; g++) {
      if (!found[g] && PhotoMatcher.counts(truths.get(g))) {
        misses.add(
            new Miss(
                image,
                truths.get(g),
                stage(g),
                Arrays.stream(bestIou[g]).boxed().toList(),
                bestScore[g],
                nearest.get(g)));
      }
    }
    return misses;
  }

  private LossStage stage(int g) {
    if (lastStep[g] + 1 < STEPS.size()) {
      return LossStage.at(STEPS.get(lastStep[g] + 1));
    }
    double[] scores = matchedScore[g];
    for (int s = STEPS.size() - 1; s > SCORED_LAST; s--) {
      if (scores[s - 1] >= threshold && scores[s] < threshold) {
        return LossStage.at(STEPS.get(s));
      }
    }
    return LossStage.BELOW_THRESHOLD;
  }
}
