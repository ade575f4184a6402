package io.faultline.internal.evaluation;

import io.faultline.internal.bundle.Thresholds;
import java.util.OptionalDouble;

/**
 * How much of the objects' area the reported boxes cover, and how much of the reported area lies on
 * objects. No box is matched with another, so one crack may be reported as several boxes, and
 * several cracks as one. The idea is that of CovEval (Li et al. 2020), which frees matching from
 * one to one because a crack can be boxed in many right ways. We differ from it: CovEval counts
 * boxes whose cover area rate reaches a limit; we add up areas, so there is no such limit, and a
 * large crack weighs more than a small one.
 *
 * <p>The area of objects is that of their boxes, also where the labels have outlines, for the
 * detector reports boxes. Overlapping boxes of a class count once. Crowds, and what is not labelled
 * on a photo that is not complete, count neither way.
 *
 * @param thresholds from which scores detections count
 * @param covered square pixels of objects that some reported box of the same class covers
 * @param missed square pixels of objects that none covers
 * @param outside square pixels of reported boxes on no object of their class
 */
public record AreaCoverage(Thresholds thresholds, double covered, double missed, double outside) {

  /** At one score for all classes. */
  AreaCoverage(double threshold, double covered, double missed, double outside) {
    this(Thresholds.all(threshold), covered, missed, outside);
  }

  /** Square pixels of objects. */
  public double objects() {
    return covered + missed;
  }

  /** Square pixels of reported boxes, those on crowds alone left out. */
  public double reported() {
    return covered + outside;
  }

  /** Share of the objects' area that is covered; undefined without an object. */
  public OptionalDouble coveredShare() {
    return share(objects());
  }

  /** Share of the reported area that lies on objects; undefined where nothing is reported. */
  public OptionalDouble onObjectsShare() {
    return share(reported());
  }

  private OptionalDouble share(double whole) {
    return whole > 0 ? OptionalDouble.of(covered / whole) : OptionalDouble.empty();
  }
}
