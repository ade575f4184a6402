package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Learns a {@link BoxRanking} from photos whose objects are known: logistic regression by Newton's
 * method, of whether a box fits an object. There are a few dozen weights and thousands of boxes, so
 * that a handful of photos is enough.
 */
public final class RankingFit {
  /** What keeps weights small that nothing speaks for, on features of deviation 1. */
  private static final double PENALTY = 10;

  private static final int ROUNDS = 12;
  private static final double LEAST_CURVATURE = 1e-6;

  private final List<Labelled> photos;
  private final double[] means = new double[BoxFeatures.COUNT];
  private final double[] deviations = new double[BoxFeatures.COUNT];

  private RankingFit(List<Labelled> photos) {
    this.photos = photos;
  }

  /**
   * The boxes of a photo.
   *
   * @param rows features, {@code [boxes][BoxFeatures.COUNT]}
   * @param fits whether each fits an object
   */
  @SuppressWarnings("ArrayRecordComponent") // Millions of numbers; never compared.
  public record Labelled(float[] rows, boolean[] fits) {
    /**
     * Of some boxes of a photo: all that fit an object, and at most so many others, drawn at
     * random.
     *
     * @param boxes each with whether it was laid without looking at the photo
     * @param objects the truth boxes
     * @param iou a box fits from this overlap on
     * @param others how many that fit none are taken at most
     */
    public static Labelled of(
        Raster photo,
        Map<Box, Boolean> boxes,
        List<Box> objects,
        double iou,
        int others,
        SplittableRandom random) {
      List<Map.Entry<Box, Boolean>> fitting = new ArrayList<>();
      List<Map.Entry<Box, Boolean>> rest = new ArrayList<>();
      for (Map.Entry<Box, Boolean> box : boxes.entrySet()) {
        boolean fits = objects.stream().anyMatch(object -> object.iou(box.getKey()) >= iou);
        (fits ? fitting : rest).add(box);
      }
      for (int i = 0; rest.size() - i > others; i++) { // The first so many leave, any may be.
        int other = i + random.nextInt(rest.size() - i);
        rest.set(other, rest.get(i));
      }
      List<Map.Entry<Box, Boolean>> drawn = new ArrayList<>(fitting);
      drawn.addAll(rest.subList(Math.max(0, rest.size() - others), rest.size()));
      float[] rows = new float[drawn.size() * BoxFeatures.COUNT];
      BoxFeatures features = BoxFeatures.of(photo);
      double[] row = new double[BoxFeatures.COUNT];
      for (int i = 0; i < drawn.size(); i++) {
        features.write(drawn.get(i).getKey(), drawn.get(i).getValue(), row);
        for (int j = 0; j < row.length; j++) {
          rows[i * row.length + j] = (float) row[j];
        }
      }
      boolean[] fits = new boolean[drawn.size()];
      Arrays.fill(fits, 0, fitting.size(), true);
      return new Labelled(rows, fits);
    }
  }

  /** Gets every row in turn. */
  private interface Rows {
    void row(float[] values, int at, boolean fits);
  }

  /**
   * The ranking that these photos teach; none where no box fits an object, or every box does.
   *
   * @param photos in an order that does not depend on threads
   */
  public static Optional<BoxRanking> of(List<Labelled> photos) {
    RankingFit fit = new RankingFit(photos);
    int[] counts = new int[2];
    fit.forEach((values, at, fits) -> counts[fits ? 1 : 0]++);
    return counts[0] == 0 || counts[1] == 0
        ? Optional.empty()
        : Optional.of(new BoxRanking(fit.solve(counts[0] + counts[1])));
  }

  private void forEach(Rows rows) {
    for (Labelled photo : photos) {
      for (int i = 0; i < photo.fits().length; i++) {
        rows.row(photo.rows(), i * BoxFeatures.COUNT, photo.fits()[i]);
      }
    }
  }

  private List<Double> solve(int rows) {
    standardise(rows);
    double[] weights = new double[BoxFeatures.COUNT];
    for (int round = 0; round < ROUNDS; round++) {
      newtonStep(weights);
    }
    for (int j = 1; j < weights.length; j++) {
      weights[j] /= deviations[j];
      weights[0] -= weights[j] * means[j];
    }
    return Arrays.stream(weights).boxed().toList();
  }

  private void standardise(int rows) {
    forEach(
        (values, at, fits) -> {
          for (int j = 1; j < means.length; j++) {
            means[j] += values[at + j] / rows;
          }
        });
    forEach(
        (values, at, fits) -> {
          for (int j = 1; j < means.length; j++) {
            double off = values[at + j] - means[j];
            deviations[j] += off * off / rows;
          }
        });
    for (int j = 0; j < deviations.length; j++) { // A feature that never changes teaches nothing.
      deviations[j] = deviations[j] > 0 ? Math.sqrt(deviations[j]) : 1;
    }
  }

  private void newtonStep(double[] weights) {
    int count = weights.length;
    double[][] system = new double[count][count + 1];
    double[] row = new double[count];
    forEach(
        (values, at, fits) -> {
          double score = 0;
          for (int j = 0; j < count; j++) {
            row[j] = (values[at + j] - means[j]) / deviations[j];
            score += weights[j] * row[j];
          }
          double probability = 1 / (1 + Math.exp(-score));
          double error = (fits ? 1 : 0) - probability;
          double curvature = Math.max(LEAST_CURVATURE, probability * (1 - probability));
          for (int j = 0; j < count; j++) {
            system[j][count] += error * row[j];
            for (int k = 0; k <= j; k++) {
              system[j][k] += curvature * row[j] * row[k];
            }
          }
        });
    for (int j = 0; j < count; j++) {
      system[j][j] += PENALTY;
      system[j][count] -= PENALTY * weights[j];
      for (int k = 0; k < j; k++) {
        system[k][j] = system[j][k];
      }
    }
    eliminate(system);
    for (int j = 0; j < count; j++) {
      weights[j] += system[j][count];
    }
  }

  /** Solves in place by Gauss and Jordan: the last column becomes the solution. */
  private static void eliminate(double[][] system) {
    for (int i = 0; i < system.length; i++) {
      double pivot = system[i][i];
      for (int k = i; k <= system.length; k++) {
        system[i][k] /= pivot;
      }
      for (int j = 0; j < system.length; j++) {
        double factor = system[j][i];
        if (j != i && factor != 0) {
          for (int k = i; k <= system.length; k++) {
            system[j][k] -= factor * system[i][k];
          }
        }
      }
    }
  }
}
