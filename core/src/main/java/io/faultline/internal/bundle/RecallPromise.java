package io.faultline.internal.bundle;

import java.util.Locale;

/**
 * A promise about how much a detector finds, with the evidence for it, or why the evidence is not
 * enough. It speaks of photos like those it was proved on.
 */
public sealed interface RecallPromise extends OperatingPoint.Basis {

  /** What was to be promised. */
  Target target();

  /** What the photos showed, at the threshold that goes with the promise. */
  Evidence evidence();

  /** What is counted. */
  enum Level {
    /** An object that a detection overlaps enough. */
    OBJECT,
    /** A photo with objects in which anything at all is reported. */
    IMAGE;

    String unit(long count) {
      String one = this == OBJECT ? "object" : "photo with objects";
      String many = this == OBJECT ? "objects" : "photos with objects";
      return count == 1 ? one : many;
    }
  }

  /**
   * A promise that is asked for: with this confidence, at least this share is found.
   *
   * @param recall share of what there is, in (0, 1)
   * @param confidence how sure, in (0, 1)
   * @param level what is counted
   * @param iou overlap from which an object counts as found, in (0, 1]; at level image it only
   *     tells false alarms
   * @param category the one class that is promised, by name; empty for all together
   */
  record Target(double recall, double confidence, Level level, double iou, String category) {
    /** Checks the ranges. */
    public Target {
      share("target-recall", recall);
      share("confidence", confidence);
      if (!(iou > 0) || !(iou <= 1)) {
        throw new IllegalArgumentException("iou is " + iou + "; it must be in (0, 1]");
      }
    }

    /** Whether it is about this class, alone or together with others. */
    boolean concerns(String name) {
      return category.isEmpty() || category.equals(name);
    }

    /** This with another recall. */
    public Target withRecall(double share) {
      return new Target(share, confidence, level, iou, category);
    }

    private static void share(String name, double value) {
      if (!(value > 0) || !(value < 1)) {
        throw new IllegalArgumentException(
            name + " is " + value + "; it must be between 0 and 1, such as 0.95");
      }
    }
  }

  /**
   * What labelled photos showed at a threshold.
   *
   * @param threshold detections count from here
   * @param found objects (or photos) found
   * @param of how many there are
   * @param lowerBound one-sided exact lower bound of the recall (Clopper and Pearson 1934)
   * @param groupLower the same end of a bootstrap over groups; -1 with fewer than two groups
   * @param groups places that these are of
   * @param photos labelled photos, clean ones among them
   * @param falseAlarms detections per photo that find no object
   * @param cleanPhotos photos without any object
   * @param alarmedPhotos those of them with a detection
   */
  record Evidence(
      double threshold,
      long found,
      long of,
      double lowerBound,
      double groupLower,
      int groups,
      int photos,
      double falseAlarms,
      int cleanPhotos,
      int alarmedPhotos) {
    /** Checks that the counts fit. */
    public Evidence {
      if (found < 0 || of < found || groups > photos || alarmedPhotos > cleanPhotos) {
        throw new IllegalArgumentException(
            "evidence of " + found + " found of " + of + " in " + groups + " groups does not fit");
      }
      within("threshold", threshold, 0, 1);
      within("lower bound", lowerBound, 0, 1);
      within("group's lower bound", groupLower, -1, 1);
      within("false alarms", falseAlarms, 0, Double.MAX_VALUE);
    }

    private static void within(String name, double value, double least, double most) {
      if (!(value >= least && value <= most)) {
        throw new IllegalArgumentException(
            name + " is " + value + "; it must be " + least + " to " + most);
      }
    }

    /** How many were not found. */
    public long missed() {
      return of - found;
    }
  }

  /** The exact lower bound reaches the target. */
  record Proven(Target target, Evidence evidence) implements RecallPromise {
    /** Refuses what is not proven. */
    public Proven {
      if (!(evidence.lowerBound() >= target.recall())) {
        throw new IllegalArgumentException(
            "lower bound is "
                + evidence.lowerBound()
                + "; a proven recall of "
                + target.recall()
                + " needs at least that");
      }
    }

    @Override
    public String words() {
      return PromiseWords.proven(this);
    }
  }

  /**
   * The photos cannot prove it; the evidence is that of the most careful threshold.
   *
   * @param morePhotos how many more photos like these, missed at the same rate, would prove it; -1
   *     where no number would
   */
  record Refused(Target target, Evidence evidence, long morePhotos) implements RecallPromise {
    @Override
    public String words() {
      return PromiseWords.refused(this);
    }
  }

  /** {@code 92.8 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share).replace(".0 %", " %");
  }
}
