package io.faultline.internal.labels.yolo;

import io.faultline.dataset.Polygon;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.labels.Polygons;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of one YOLO label file: {@code class cx cy w h}, or a class and at least three corners
 * (the form for outlines and turned boxes), or a box and its keypoints, which are not used; all as
 * shares of the photo's sides. The score that predictions have as their last number is not used
 * either.
 */
final class YoloLabels {
  private static final int BOX = 4;
  private static final int FEWEST_OUTLINE_VALUES = 6;

  /** A share beyond this is no box that reaches a little outside. */
  private static final double FAR_OUTSIDE = 2;

  private YoloLabels() {}

  /** One object in pixels, not yet held against the photo. */
  record Label(String record, String className, RawBox box, List<Polygon> polygons) {}

  /** Shows each line that can be parsed to the form. */
  static void observe(Path file, YoloForm form) {
    try {
      List<String> lines = LabelText.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (YoloLine.isLabel(lines.get(i))) {
          form.observe(file.toString(), YoloLine.parse("line " + (i + 1), lines.get(i)));
        }
      }
    } catch (IOException | BadRecord e) {
      // The reader of the labels lists it.
    }
  }

  /** How many lines a file has that say something. */
  static long count(Path file) {
    try {
      return LabelText.lines(file).stream().filter(line -> !YoloLine.isSilent(line)).count();
    } catch (IOException e) {
      return 1;
    }
  }

  /**
   * Reads the file's usable lines; the others are listed.
   *
   * @throws BadRecord where the file cannot be read at all
   */
  static List<Label> read(Path file, YoloForm form, ImageSize size, FileFindings findings)
      throws BadRecord {
    List<String> lines;
    try {
      if (Files.isDirectory(file)) {
        throw new BadRecord("is a folder; it must be a label file");
      }
      lines = LabelText.lines(file);
    } catch (IOException e) {
      throw new BadRecord("cannot be read (" + IoReason.of(e) + ")");
    }
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String record = "line " + (i + 1);
      if (!YoloLine.isSilent(lines.get(i))) {
        try {
          labels.add(label(YoloLine.parse(record, lines.get(i)), form, size, findings));
        } catch (BadRecord e) {
          findings.dropped(record, e.reason());
        }
      }
    }
    return labels;
  }

  private static Label label(YoloLine line, YoloForm form, ImageSize size, FileFindings findings)
      throws BadRecord {
    List<Double> values = line.values();
    int count = values.size();
    Optional<Integer> pose = form.poseValues();
    boolean isBox = count == BOX || pose.equals(Optional.of(count));
    boolean isScored = pose.isEmpty() && isScored(values);
    boolean isOutline = pose.isEmpty() && count - (isScored ? 1 : 0) >= FEWEST_OUTLINE_VALUES;
    if (!isBox && !isScored && (!isOutline || count % 2 != 0)) {
      throw new BadRecord(
          "has "
              + count
              + (count == 1 ? " number" : " numbers")
              + " after the class; "
              + pose.map(n -> "it must have 4, or " + n + " as kpt_shape says")
                  .orElse("it must have cx cy w h, or x y of at least three corners"));
    }
    List<Double> used = isScored ? values.subList(0, count - 1) : values;
    requireShares(isBox || !isOutline ? used.subList(0, BOX) : used);
    if (isScored) {
      findings.repaired(
          line.record(),
          "has a score at the end, "
              + values.get(count - 1)
              + ", as predictions have; it is not used");
    }
    return isBox || !isOutline ? boxed(line, size) : outlined(line, used, size);
  }

  /** Whether a last number is one too many and may be a score. */
  private static boolean isScored(List<Double> values) {
    int count = values.size();
    double last = count == 0 ? -1 : values.get(count - 1);
    return (count == BOX + 1 || (count > FEWEST_OUTLINE_VALUES && count % 2 == 1))
        && last >= 0
        && last <= 1;
  }

  private static void requireShares(List<Double> values) throws BadRecord {
    for (double value : values) {
      if (Double.isFinite(value) && Math.abs(value) > FAR_OUTSIDE) {
        throw new BadRecord(
            "holds "
                + Numbers.shortest(value)
                + "; numbers must be shares of the photo's sides, 0 to 1 (this looks like pixels)");
      }
    }
  }

  private static Label boxed(YoloLine line, ImageSize size) {
    List<Double> values = line.values();
    double width = values.get(2) * size.widthPx();
    double height = values.get(3) * size.heightPx();
    double x = values.get(0) * size.widthPx() - width / 2;
    double y = values.get(1) * size.heightPx() - height / 2;
    return new Label(line.record(), line.className(), new RawBox(x, y, width, height), List.of());
  }

  private static Label outlined(YoloLine line, List<Double> values, ImageSize size)
      throws BadRecord {
    double[] xy = new double[values.size()];
    for (int i = 0; i < xy.length; i++) {
      xy[i] = values.get(i) * (i % 2 == 0 ? size.widthPx() : size.heightPx());
      if (!Double.isFinite(xy[i])) {
        throw new BadRecord("a corner is " + values.get(i) + "; it must be finite");
      }
    }
    List<Polygon> polygons = List.of(new Polygon(xy));
    return new Label(line.record(), line.className(), Polygons.bounds(polygons), polygons);
  }
}
