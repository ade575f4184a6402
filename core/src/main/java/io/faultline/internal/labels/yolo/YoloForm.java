package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.internal.labels.FileFindings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What follows the class on the lines of one dataset: a box alone, an outline, or a box with
 * keypoints. {@code kpt_shape} of {@code data.yaml} says that there are keypoints, {@code task}
 * that there are none. Where neither is there and the numbers fit both, only the annotator knows,
 * and {@link #requireClear} says so.
 */
final class YoloForm {
  /** How far keypoints may lie outside of their box, as a share of its sides. */
  private static final double MARGIN = 0.1;

  /** How far corners may be from a parallelogram, as shares of the photo. */
  private static final double SKEW = 0.01;

  /** Corners that span less of the photo are on one line. */
  private static final double TINY = 1e-6;

  private static final int BOX = 4;
  private static final int CORNERS = 8;

  private final Optional<YoloYaml> yaml;
  private final TreeSet<Integer> lengths = new TreeSet<>();
  private long outlines;
  private long poses;
  private long withKeypoints;
  private String first = "";

  YoloForm(Optional<YoloYaml> yaml) {
    this.yaml = yaml;
  }

  /** How many numbers a box with its keypoints has; empty where the dataset has none. */
  Optional<Integer> poseValues() {
    return yaml.flatMap(YoloYaml::keypoints).map(shape -> BOX + shape.count() * shape.numbers());
  }

  /** Looks at one line before any is read. */
  void observe(String file, YoloLine line) {
    List<Double> values = line.values();
    if (poseValues().isPresent()) {
      withKeypoints += values.size() == poseValues().get() ? 1 : 0;
    } else if (values.size() > BOX + 1 && !isParallelogram(values)) {
      outlines++;
      lengths.add(values.size());
      if (isPose(values, 2) || isPose(values, 3)) {
        poses++;
        first = first.isEmpty() ? file + ": " + line.record() : first;
      }
    }
  }

  /** Says that keypoints are not used. */
  void note(List<Finding> sink) {
    if (withKeypoints > 0) {
      new FileFindings(yaml.orElseThrow().file().toString(), sink)
          .noticed(
              "kpt_shape",
              "is "
                  + yaml.orElseThrow().keypoints().orElseThrow()
                  + "; only boxes are used, not the keypoints of "
                  + withKeypoints
                  + " labels");
    }
  }

  /**
   * Checks that nothing fits two forms.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where lines of one length may be outlines
   *     or boxes with keypoints
   */
  void requireClear(String source) {
    boolean isSaid = yaml.flatMap(YoloYaml::task).isPresent();
    if (isSaid || lengths.size() != 1 || 2 * poses <= outlines) {
      return;
    }
    int numbers = lengths.first();
    int points = (numbers - BOX) % 3 == 0 && (numbers - BOX) % 2 != 0 ? 3 : 2;
    throw new FaultlineException(
        Problem.INPUT,
        source
            + ": "
            + poses
            + " of "
            + outlines
            + " labels of a class and "
            + numbers
            + " numbers can be boxes with keypoints as well as outlines; data.yaml must say"
            + " which: kpt_shape: ["
            + (numbers - BOX) / points
            + ", "
            + points
            + "] for keypoints, task: segment for outlines; the first: "
            + first);
  }

  /** Whether these are four corners of a box that was turned. */
  private static boolean isParallelogram(List<Double> xy) {
    return xy.size() == CORNERS
        && Math.abs(xy.get(0) + xy.get(4) - xy.get(2) - xy.get(6)) < SKEW
        && Math.abs(xy.get(1) + xy.get(5) - xy.get(3) - xy.get(7)) < SKEW
        && Math.abs(area(xy)) > TINY;
  }

  /** The area between the first two sides. */
  private static double area(List<Double> xy) {
    return (xy.get(2) - xy.get(0)) * (xy.get(7) - xy.get(1))
        - (xy.get(3) - xy.get(1)) * (xy.get(6) - xy.get(0));
  }

  /** Whether four numbers make a box in the photo, and the rest points in it. */
  private static boolean isPose(List<Double> values, int numbers) {
    double width = values.get(2);
    double height = values.get(3);
    boolean isBox =
        (values.size() - BOX) % numbers == 0
            && within(values.get(0) - width / 2, values.get(0) + width / 2, 0, 1)
            && within(values.get(1) - height / 2, values.get(1) + height / 2, 0, 1)
            && width > 0
            && height > 0;
    boolean anyInside = false;
    for (int i = BOX; isBox && i < values.size(); i += numbers) {
      double x = values.get(i);
      double y = values.get(i + 1);
      boolean isInside = near(x, values.get(0), width) && near(y, values.get(1), height);
      boolean isHidden = x == 0 && y == 0;
      double shown = numbers == 3 ? values.get(i + 2) : 1;
      if (!(isInside || isHidden) || !(shown == 0 || shown == 1 || shown == 2)) {
        return false;
      }
      anyInside |= isInside;
    }
    return anyInside;
  }

  private static boolean within(double from, double to, double least, double most) {
    return from >= least - SKEW && to <= most + SKEW;
  }

  private static boolean near(double at, double centre, double side) {
    return Math.abs(at - centre) <= side / 2 + MARGIN * side;
  }
}
