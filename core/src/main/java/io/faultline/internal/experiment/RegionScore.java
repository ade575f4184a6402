package io.faultline.internal.experiment;

import io.faultline.internal.evaluation.RankedAnswers;
import io.faultline.internal.evaluation.RegionAnswer;
import java.util.List;

/**
 * How regions were judged, over all object classes together: at a threshold of 0.5, and at
 * whichever one reaches a precision.
 *
 * @param precision right answers over answers that name an object; 0 where there is none
 * @param recall right answers over regions that hold an object; 0 where there is none
 * @param f1 harmonic mean of both
 * @param recallAtPrecision the highest recall that any threshold reaches at the precision wanted
 * @param background regions without an object
 * @param objects regions with one
 */
public record RegionScore(
    double precision,
    double recall,
    double f1,
    double recallAtPrecision,
    double background,
    double objects) {
  /** The threshold of mmalek06 (2024), part 3. */
  static final double DECIDED = 0.5;

  /**
   * The score of counts.
   *
   * @param right answers that name the region's class
   * @param named answers that name any class
   */
  static RegionScore of(
      double right, double named, double recallAtPrecision, double background, double objects) {
    double precision = ratio(right, named);
    double recall = ratio(right, objects);
    return new RegionScore(
        precision,
        recall,
        ratio(2 * precision * recall, precision + recall),
        recallAtPrecision,
        background,
        objects);
  }

  /**
   * The highest recall that any threshold reaches at this precision or better: what a recipe knows,
   * whatever it says at 0.5. 0 where no threshold does.
   */
  static double recallAt(double precision, List<RegionAnswer> answers) {
    return new RankedAnswers(answers).recallAt(precision);
  }

  private static double ratio(double part, double whole) {
    return whole > 0 ? part / whole : 0;
  }
}
