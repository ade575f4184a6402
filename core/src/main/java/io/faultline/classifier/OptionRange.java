package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.List;

/** Checks of options that name the classifier, the key and the rule. */
record OptionRange(String kind) {

  void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new FaultlineException(
          Problem.USAGE, kind + ": " + name + " is " + value + "; it must be " + rule);
    }
  }

  void count(String name, int value) {
    require(value >= 1, name, value, ">= 1");
  }

  void share(String name, double value) {
    require(value > 0 && value <= 1, name, value, "in (0, 1]");
  }

  void amount(String name, double value) {
    require(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, ">= 0");
  }

  void weights(List<Double> weights) {
    for (double weight : weights) {
      require(weight > 0 && weight < Double.POSITIVE_INFINITY, "class-weights", weight, "> 0");
    }
  }
}
