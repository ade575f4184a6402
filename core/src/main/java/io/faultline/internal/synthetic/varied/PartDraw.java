package io.faultline.internal.synthetic.varied;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The random numbers of one part in one photo; what has a name is remembered. */
final class PartDraw {
  private final SplittableRandom random;
  private final Map<String, Double> values = new LinkedHashMap<>();

  PartDraw(SplittableRandom random) {
    this.random = random;
  }

  /** Numbers that are too many to be described, such as where each grain lies. */
  SplittableRandom random() {
    return random;
  }

  /** Any number in the range. */
  double between(String name, double least, double most) {
    return keep(name, random.nextDouble(least, most));
  }

  /** A number in the range, each factor of two equally likely. */
  double scaled(String name, double least, double most) {
    double draw = random.nextDouble();
    return keep(name, least * Math.pow(most / least, draw));
  }

  /** As {@link #scaled}, but most often about the middle of the range. */
  double central(String name, double least, double most) {
    double draw = (random.nextDouble() + random.nextDouble()) / 2;
    return keep(name, least * Math.pow(most / least, draw));
  }

  /** A whole number in the range, both ends included. */
  int count(String name, int least, int most) {
    return (int) keep(name, random.nextInt(least, most + 1));
  }

  /** Yes or no. */
  boolean chance(String name, double probability) {
    return keep(name, random.nextDouble() < probability ? 1 : 0) > 0;
  }

  /** The named numbers; yes is 1. Of a name that was drawn more than once, the last number. */
  Map<String, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  private double keep(String name, double value) {
    values.put(name, value);
    return value;
  }
}
