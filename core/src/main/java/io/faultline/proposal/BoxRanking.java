package io.faultline.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Orders the boxes of a photo so that the first N are the best N.
 *
 * <p>A logistic regression on {@link BoxFeatures} says how likely a box is to fit a crack. It was
 * learnt on synthetic photos alone, so no site's look is in it; {@code BoxRankingTest} learns it
 * again and compares. By descending score, a box is taken unless it overlaps one already taken by
 * more than 0.8; then, of those left, unless by more than 0.9; then the rest. So near duplicates
 * come last, and a budget is not spent on them.
 */
final class BoxRanking {
  /** The overlaps of the rounds; the last round takes everything. */
  private static final List<Double> ROUNDS = List.of(TakenBoxes.LEAST_OVERLAP, 0.9);

  /** By feature of {@link BoxFeatures}. */
  static final List<Double> WEIGHTS =
      List.of(
          -1.4737, 0.0201, 0.2479, -0.4272, 6.8864, -0.0774, -2.667, -2.0026, -0.3044, -0.3497,
          -0.2938, 0.2804, 0.0098, -0.4642, 0.1391, -0.7227, -0.6639, -0.3983, -0.4775, 0.5774,
          0.4865, -0.0336, 1.8371, 0.1377, -1.8998, 0.3816, -0.3767, -1.7094, 0.788, -0.0474,
          -0.7232, 0.7977, -0.2311, -1.6915, 1.9712, -1.4683, -2.6695);

  private BoxRanking() {}

  private record Scored(Box box, double score) {}

  /**
   * The best boxes, best first; equal scores largest first.
   *
   * @param boxes those of a photo, each with whether it was laid without looking at the photo
   * @param budget how many are taken at most
   */
  static List<Box> best(Raster photo, Map<Box, Boolean> boxes, int budget) {
    BoxFeatures features = BoxFeatures.of(photo);
    double[] values = new double[BoxFeatures.COUNT];
    List<Scored> scored = new ArrayList<>(boxes.size());
    boxes.forEach(
        (box, fixed) -> {
          features.write(box, fixed, values);
          scored.add(new Scored(box, score(values)));
        });
    scored.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparing(Scored::box, BoxOrder.LARGEST_FIRST));
    return spread(scored.stream().map(Scored::box).toList(), budget);
  }

  private static double score(double[] values) {
    double score = 0;
    for (int i = 0; i < values.length; i++) {
      score += WEIGHTS.get(i) * values[i];
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
}
