package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.provenance.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Which boxes a budget keeps: the likeliest to fit an object first, and near duplicates last. The
 * score is a logistic regression on {@link BoxFeatures}. By descending score, a box is taken unless
 * it overlaps one already taken by more than 0.8; then, of those left, unless by more than 0.9;
 * then the rest. So a budget is not spent on near duplicates.
 *
 * @param weights by feature, as many as {@link BoxFeatures} writes
 */
public record BoxRanking(List<Double> weights) {
  /** The overlaps of the rounds; the last round takes everything. */
  private static final List<Double> ROUNDS = List.of(TakenBoxes.MIN_OVERLAP, 0.9);

  /**
   * Learnt on cracks of synthetic photos, where it puts the boxes of real cracks first too. A test
   * learns it again and compares.
   */
  public static final BoxRanking CRACKS =
      new BoxRanking(
          List.of(
              -1.603, -0.1429, 0.1139, -0.3643, 8.2206, 0.3741, -4.2103, -2.7196, -0.3575, -0.4078,
              -0.2745, 0.3335, -0.0245, -0.6463, 0.1122, -0.7405, -0.6516, -0.6227, -0.6208, 0.7643,
              0.6405, -0.0417, 2.026, -0.1053, -2.0768, 0.5359, -0.7308, -1.5046, 1.138, -0.125,
              -0.9219, 0.6761, 0.06, -1.8116, 2.1689, -1.8412, -2.6491));

  /** Checks the number of weights, and that each is a number. */
  public BoxRanking {
    if (weights.size() != BoxFeatures.COUNT
        || weights.stream().anyMatch(weight -> weight == null || !Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          "a ranking has " + BoxFeatures.COUNT + " finite weights; these are " + weights);
    }
    weights = List.copyOf(weights);
  }

  private record Scored(Box box, double score) implements Comparable<Scored> {
    @Override
    public int compareTo(Scored other) {
      int order = Double.compare(other.score, score);
      return order != 0 ? order : BoxOrder.LARGEST_FIRST.compare(box, other.box);
    }
  }

  /**
   * The best boxes, best first; equal scores largest first.
   *
   * @param boxes those of a photo, each with whether it was laid without looking at the photo
   * @param budget how many are taken at most
   */
  List<Box> best(Raster photo, Map<Box, Boolean> boxes, int budget) {
    double[] learnt = weights.stream().mapToDouble(Double::doubleValue).toArray();
    BoxFeatures features = BoxFeatures.of(photo);
    double[] values = new double[BoxFeatures.COUNT];
    List<Scored> scored = new ArrayList<>(boxes.size());
    boxes.forEach(
        (box, fixed) -> {
          features.write(box, fixed, values);
          scored.add(new Scored(box, score(learnt, values)));
        });
    Collections.sort(scored);
    return spread(scored.stream().map(Scored::box).toList(), budget);
  }

  private static double score(double[] weights, double[] values) {
    double score = 0;
    for (int i = 0; i < values.length; i++) {
      score += weights[i] * values[i];
    }
    return score;
  }

  /** Takes boxes in rounds, in each of them those that overlap no taken one by too much. */
  static List<Box> spread(List<Box> ranked, int budget) {
    TakenBoxes taken = new TakenBoxes();
    List<Box> left = ranked;
    for (double most : ROUNDS) {
      List<Box> later = new ArrayList<>();
      for (Box box : left) {
        if (taken.count() < budget && !taken.overlaps(box, most)) {
          taken.add(box);
        } else {
          later.add(box);
        }
      }
      left = later;
    }
    left.stream().limit(Math.max(0, budget - taken.count())).forEach(taken::add);
    return taken.inOrder();
  }

  /** Another text for other weights. */
  String describe() {
    return equals(CRACKS) ? "1" : Fingerprint.builder().add(weights.toString()).build().hex();
  }
}
