package io.faultline.internal.report;

import io.faultline.internal.text.Numbers;
import java.util.List;

/**
 * What a report says, free of any layout; {@link HtmlReport} makes a page of it.
 *
 * @param title what the report is about
 * @param verdict the result in one plain sentence, for someone who reads nothing else
 * @param headlines the few numbers that matter most
 * @param sections the rest, in reading order; {@link ReportSections} and {@link EvaluationSections}
 *     make the usual ones
 * @param footer where this comes from: version, run folder, seed
 */
public record ReportContent(
    String title, String verdict, List<Headline> headlines, List<Section> sections, String footer) {

  /** Copies the lists. */
  public ReportContent {
    headlines = List.copyOf(headlines);
    sections = List.copyOf(sections);
  }

  /**
   * A number in large type.
   *
   * @param label what it is
   * @param value the number as text; see {@link #of}
   * @param detail what to know about it, such as its interval
   */
  public record Headline(String label, String value, String detail) {

    /** A value with three places, undefined where it is not finite or is COCO's -1. */
    public static Headline of(String label, double value, String detail) {
      return new Headline(label, Numbers.score(value), detail);
    }

    /** As {@link #of(String, double, String)}, with the ends of its 95 % interval. */
    public static Headline of(String label, double value, double lower, double upper) {
      return of(
          label, value, "95 % interval " + Numbers.score(lower) + " to " + Numbers.score(upper));
    }
  }

  /**
   * A part of the report.
   *
   * @param title its heading
   * @param intro one or two sentences that say how to read it; may be empty
   * @param blocks its content
   */
  public record Section(String title, String intro, List<ReportBlock> blocks) {
    /** Copies the list. */
    public Section {
      blocks = List.copyOf(blocks);
    }
  }
}
