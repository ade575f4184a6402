package io.faultline.internal.classifier;

import java.util.List;

/** Checks of options that name key, value and rule. */
public final class OptionRange {
  private OptionRange() {}

  public static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be " + rule);
    }
  }

  public static void count(String name, int value) {
    require(value >= 1, name, value, ">= 1");
  }

  public static void share(String name, double value) {
    require(value > 0 && value <= 1, name, value, "in (0, 1]");
  }

  public static void amount(String name, double value) {
    require(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, ">= 0");
  }

  public static void weights(List<Double> weights) {
    for (double weight : weights) {
      require(weight > 0 && weight < Double.POSITIVE_INFINITY, "class-weights", weight, "> 0");
    }
  }

  /** XGBoost and LightGBM take seeds of 31 bits. */
  public static void seed(long seed) {
    require(seed >= 0 && seed <= Integer.MAX_VALUE, "seed", seed, "0 to " + Integer.MAX_VALUE);
  }
}
