package io.faultline.internal.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.SolverType;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.StoredRegions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One class against the rest: negatives are gone through photo by photo; those that the machine of
 * the moment does not hold well away from the objects are learnt from, and forgotten again once
 * they are easy.
 */
final class LinearSvmTraining {
  /** Accuracy of the solver [liblinear's default for this one]. */
  private static final double TOLERANCE = 0.1;

  /** Values that are held at a time, at most: liblinear takes some 28 bytes for each. */
  private static final int MAX_VALUES = 1 << 23;

  private final FeatureStore store;
  private final int label;
  private final LinearSvmOptions options;
  private final double scale;
  private final int most;
  private final List<Feature[]> positives = new ArrayList<>();
  private List<Negative> negatives = new ArrayList<>();
  private final Set<Long> held = new HashSet<>();
  private int fresh;
  private double[] plane = new double[0];

  /** A negative that is learnt from. */
  private static final class Negative {
    private final long row;
    private final Feature[] vector;

    Negative(long row, Feature[] vector) {
      this.row = row;
      this.vector = vector;
    }

    long row() {
      return row;
    }
  }

  LinearSvmTraining(
      FeatureStore store, int label, LinearSvmOptions options, double scale, int workingRows) {
    this.store = store;
    this.label = label;
    this.options = options;
    this.scale = scale;
    this.most = Math.max(1, Math.min(workingRows, MAX_VALUES / (store.columns() + 1)) / 2);
  }

  /** What features are multiplied by so that their mean norm is the target. */
  static double scale(FeatureStore store, double targetNorm) {
    double[] sum = new double[1];
    store.scan(
        photo -> {
          FeatureCheck.require(photo.features(), store.columns());
          for (int row = 0; row < photo.rows(); row++) {
            double square = 0;
            for (int column = 0; column < store.columns(); column++) {
              double value = photo.features().at(row, column);
              square += value * value;
            }
            sum[0] += Math.sqrt(square);
          }
        });
    return sum[0] > 0 ? targetNorm * store.rows() / sum[0] : 1;
  }

  /** The weights of the scaled features, and last that of the constant one. */
  double[] run() {
    gatherPositives();
    if (positives.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          "training regions: class "
              + label
              + " has none with an IoU of "
              + options.positiveIou()
              + " or more (classifier.svm.positive-iou)");
    }
    for (int pass = 0; pass < options.passes(); pass++) {
      store.scan(this::mine);
      if (fresh > 0 || plane.length == 0) {
        learn();
      }
    }
    return plane;
  }

  private long seed() {
    return options.seed().orElse(0L);
  }

  private void gatherPositives() {
    SplittableRandom random = new SplittableRandom(seed());
    KeptRows drawn = new KeptRows(most);
    store.scan(
        photo -> {
          for (int row = 0; row < photo.rows(); row++) {
            if (photo.label(row) == label && photo.iou(row) >= options.positiveIou()) {
              drawn.offer(photo, row, random.nextDouble());
            }
          }
        });
    drawn.inOrder().forEach(kept -> positives.add(vector(kept.values())));
  }

  private void mine(StoredRegions photo) {
    for (int row = 0; row < photo.rows(); row++) {
      long number = photo.firstRow() + row;
      if (negative(photo, row)
          && (plane.length == 0 || margin(photo.features(), row) > options.hardMargin())
          && held.add(number)) {
        negatives.add(new Negative(number, vector(photo.features().row(row))));
        if (++fresh >= Math.min(options.retrainAfter(), most)) {
          learn();
        }
      }
    }
  }

  /** Objects of other classes are negatives wherever they lie. */
  private boolean negative(StoredRegions photo, int row) {
    return photo.label(row) != label
        && (photo.label(row) > 0 || photo.iou(row) < options.negativeIou());
  }

  /** Trains on what is held, and forgets the negatives that have become easy. */
  private void learn() {
    fresh = 0;
    plane = solve();
    negatives.removeIf(negative -> margin(negative.vector) < options.easyMargin());
    if (negatives.size() > most) {
      negatives.sort(
          Comparator.comparingDouble((Negative negative) -> margin(negative.vector))
              .reversed()
              .thenComparingLong(Negative::row));
      negatives = new ArrayList<>(negatives.subList(0, most));
    }
    held.clear();
    negatives.forEach(negative -> held.add(negative.row()));
  }

  private double[] solve() {
    if (negatives.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          "training regions: class "
              + label
              + " has no negatives with an IoU below "
              + options.negativeIou()
              + " (classifier.svm.negative-iou)");
    }
    de.bwaldvogel.liblinear.Problem problem = new de.bwaldvogel.liblinear.Problem();
    problem.l = positives.size() + negatives.size();
    problem.n = store.columns() + 1;
    problem.bias = options.bias();
    problem.x = new Feature[problem.l][];
    problem.y = new double[problem.l];
    for (int i = 0; i < problem.l; i++) {
      boolean positive = i < positives.size();
      problem.x[i] = positive ? positives.get(i) : negatives.get(i - positives.size()).vector;
      problem.y[i] = positive ? 1 : -1;
    }
    Parameter parameter = new Parameter(SolverType.L2R_L1LOSS_SVC_DUAL, options.cost(), TOLERANCE);
    parameter.setWeights(new double[] {options.positiveWeight()}, new int[] {1});
    parameter.setRandom(new Random(seed()));
    // Otherwise it writes its steps to standard output.
    Linear.disableDebugOutput();
    // Positives come first, so their side is the one with positive margins.
    return Linear.train(problem, parameter).getFeatureWeights();
  }

  private double margin(Feature[] vector) {
    double margin = 0;
    for (Feature feature : vector) {
      margin += plane[feature.getIndex() - 1] * feature.getValue();
    }
    return margin;
  }

  private double margin(FeatureMatrix features, int row) {
    double margin = plane[store.columns()] * options.bias();
    for (int column = 0; column < store.columns(); column++) {
      margin += plane[column] * scale * features.at(row, column);
    }
    return margin;
  }

  /** Scaled, without zeros, the constant feature last. */
  private Feature[] vector(float[] values) {
    List<Feature> nodes = new ArrayList<>();
    for (int column = 0; column < values.length; column++) {
      if (values[column] != 0) {
        nodes.add(new FeatureNode(column + 1, values[column] * scale));
      }
    }
    nodes.add(new FeatureNode(values.length + 1, options.bias()));
    return nodes.toArray(Feature[]::new);
  }
}
