package io.faultline.internal.report;

import io.faultline.internal.charts.Chart;
import io.faultline.internal.charts.ForestPlot;
import io.faultline.internal.check.Histogram;
import io.faultline.internal.pictures.Picture;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One piece of content in a section of a report. */
public sealed interface ReportBlock {

  /** A paragraph. */
  record Paragraph(String text) implements ReportBlock {}

  /**
   * Rows and columns of text.
   *
   * @param caption a title above it; may be empty
   * @param columns the headings
   * @param rows one text per column each
   */
  record Table(String caption, List<Column> columns, List<List<String>> rows)
      implements ReportBlock {
    /** Copies the lists and checks that every row fits the columns. */
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of " + row.size() + " cells does not fit " + columns.size() + " columns");
        }
      }
    }
  }

  /** A heading of a table; numbers stand to the right. */
  record Column(String name, boolean numeric) {
    /** Columns that hold words first and numbers after them: the usual table of results. */
    public static List<Column> wordThenNumbers(String word, String... numbers) {
      return Stream.concat(
              Stream.of(new Column(word, false)),
              Arrays.stream(numbers).map(name -> new Column(name, true)))
          .toList();
    }
  }

  /**
   * Horizontal bars to compare amounts, such as the seconds of each stage.
   *
   * @param caption a title above them; may be empty
   * @param bars in order; the longest fills the width
   */
  record Bars(String caption, List<Bar> bars) implements ReportBlock {
    /** Copies the list. */
    public Bars {
      bars = List.copyOf(bars);
    }
  }

  /** An amount, at least 0, and how it is written. */
  record Bar(String label, double amount, String text) {
    /** Checks the amount. */
    public Bar {
      if (!(amount >= 0)) {
        throw new IllegalArgumentException(label + ": amount is " + amount + "; it must be >= 0");
      }
    }
  }

  /** Text in type of one width, as it is. */
  record Preformatted(String text) implements ReportBlock {}

  /** Charts side by side. */
  record Figures(List<Chart> charts) implements ReportBlock {
    /** Copies the list. */
    public Figures {
      charts = List.copyOf(charts);
    }
  }

  /** A plot over the whole width of the page. */
  record Forest(ForestPlot plot) implements ReportBlock {}

  /** Photos with truth and detections drawn on them, put in order here: worst first. */
  record Gallery(List<GalleryPhoto> photos) implements ReportBlock {
    /** Sorts: most missed, then most false alarms, then by name. */
    public Gallery {
      photos =
          photos.stream()
              .sorted(
                  Comparator.comparingLong(GalleryPhoto::missed)
                      .thenComparingLong(GalleryPhoto::falseAlarms)
                      .reversed()
                      .thenComparing(GalleryPhoto::name))
              .toList();
    }
  }

  /**
   * One photo of a gallery.
   *
   * @param name the photo's name
   * @param found how many objects were found
   * @param missed how many were not
   * @param falseAlarms how many detections hit no object
   * @param picture the annotated photo
   */
  record GalleryPhoto(String name, long found, long missed, long falseAlarms, Picture picture) {}

  /**
   * Parts of photos side by side, in the order given.
   *
   * @param caption a title above them
   * @param truth whether they show truth beside detections
   */
  record CutOuts(String caption, boolean truth, List<CutOutPicture> pictures)
      implements ReportBlock {
    /** Copies the list. */
    public CutOuts {
      pictures = List.copyOf(pictures);
    }

    /** Pictures that show truth and detections. */
    static CutOuts ofTruth(String caption, List<CutOutPicture> pictures) {
      return new CutOuts(caption, true, pictures);
    }

    /** Pictures of photos whose truth nobody knows. */
    static CutOuts ofDetections(String caption, List<CutOutPicture> pictures) {
      return new CutOuts(caption, false, pictures);
    }
  }

  /** A part of a photo, the photo's name, and a few words. */
  record CutOutPicture(String name, String words, Picture picture) {}

  /**
   * Photos with labels alone, in the order given.
   *
   * @param caption a title above them; may be empty
   */
  record LabelPictures(String caption, List<CutOutPicture> pictures) implements ReportBlock {
    /** Copies the list. */
    public LabelPictures {
      pictures = List.copyOf(pictures);
    }
  }

  /** Histograms side by side. */
  record Histograms(List<Plot> plots) implements ReportBlock {
    /** Copies the list. */
    public Histograms {
      plots = List.copyOf(plots);
    }

    /**
     * One histogram.
     *
     * @param measure what is counted, below the axis
     */
    record Plot(String title, String measure, Histogram histogram) {}
  }

  /** A block that is closed until the reader opens it. */
  record Folded(String summary, ReportBlock content) implements ReportBlock {}
}
