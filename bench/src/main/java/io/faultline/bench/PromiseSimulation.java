package io.faultline.bench;

import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.bundle.RecallPromise.Proven;
import io.faultline.internal.bundle.RecallPromise.Target;
import io.faultline.internal.evaluation.RecallProof;
import io.faultline.internal.evaluation.RecallSample;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often a promise is broken where the true recall is known, and what happens to it when the
 * objects of one place are found or missed together. A score is the logistic function of {@code 4 +
 * spread * g + e} with {@code g} normal, one per group, and {@code e} logistic, one per object; the
 * true recall at a threshold is that over all groups there could be, by numerical integration.
 */
public final class PromiseSimulation {
  private static final int DRAWS = 2000;
  private static final double CENTRE = 4;
  private static final Target TARGET = new Target(0.9, 0.95, Level.OBJECT, 0.5, "");

  private PromiseSimulation() {}

  /** Runs and prints. */
  public static void main(String[] args) {
    System.out.printf(
        "%d draws, target %.2f, confidence %.2f%n%6s %7s %7s %9s %9s %32s%n",
        DRAWS,
        TARGET.recall(),
        TARGET.confidence(),
        "groups",
        "objects",
        "spread",
        "proven",
        "broken",
        "proven and broken, by groups too");
    int[][] shapes = {{200, 1}, {40, 5}, {20, 10}, {6, 33}};
    for (int[] shape : shapes) {
      for (double spread : shape[1] == 1 ? new double[] {0} : new double[] {0, 0.5, 1}) {
        simulate(shape[0], shape[1], spread);
      }
    }
  }

  private static void simulate(int groups, int each, double spread) {
    int proven = 0;
    int broken = 0;
    int alsoByGroups = 0;
    int brokenByGroups = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      RunSeed seed = new RunSeed(draw);
      RecallPromise promise =
          RecallProof.of(sample(groups, each, spread, seed.of("promise-simulation")), TARGET, seed);
      if (promise instanceof Proven) {
        boolean bad = recall(promise.evidence().threshold(), spread) < TARGET.recall();
        boolean both = promise.evidence().groupLower() >= TARGET.recall();
        proven++;
        broken += bad ? 1 : 0;
        alsoByGroups += both ? 1 : 0;
        brokenByGroups += bad && both ? 1 : 0;
      }
    }
    System.out.printf(
        "%6d %7d %7.1f %7.1f %% %7.1f %% %20.1f %% %7.1f %%%n",
        groups,
        groups * each,
        spread,
        100.0 * proven / DRAWS,
        100.0 * broken / DRAWS,
        100.0 * alsoByGroups / DRAWS,
        100.0 * brokenByGroups / DRAWS);
  }

  private static RecallSample sample(int groups, int each, double spread, SplittableRandom random) {
    List<RecallSample.Unit> units = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      double shift = spread * random.nextGaussian();
      for (int i = 0; i < each; i++) {
        double u = random.nextDouble();
        units.add(
            new RecallSample.Unit("group " + g, logistic(CENTRE + shift + Math.log(u / (1 - u)))));
      }
    }
    return new RecallSample(units, List.of(), List.of(), units.size(), 0);
  }

  /** The share of all objects of all groups whose score is at least the threshold. */
  private static double recall(double threshold, double spread) {
    double at = CENTRE - Math.log(threshold / (1 - threshold));
    double sum = 0;
    double weights = 0;
    for (double g = -8; g <= 8; g += 0.01) {
      double weight = Math.exp(-g * g / 2);
      sum += weight * logistic(at + spread * g);
      weights += weight;
    }
    return sum / weights;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
