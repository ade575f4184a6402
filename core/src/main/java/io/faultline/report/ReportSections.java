package io.faultline.report;

/** Makes the usual sections of a report from the results of the stages. */
public final class ReportSections {
  private ReportSections() {}

  /** A rate or score with three places; a dash where it is undefined (not finite, or COCO's -1). */
  static String score(double value) {
    return value == -1 ? "–" : Numbers.fixed(value, 3);
  }
}
