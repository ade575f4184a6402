package io.faultline.internal.region;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file name of an exported crop: {@code {image}.{counter}.{iou}.{label}.{ext}}, such as {@code
 * wall.12.0_57.1.jpg}. The IoU is the shortest decimal of its value rounded to two places, with
 * {@code _} for the point. Names are read from the right, so the image may hold dots.
 *
 * @param image what names the photo; not empty, no {@code /} or {@code \}
 * @param counter unique in the photo, 0 and more
 * @param iou rounded to two places here (half to even of the exact value, as Python's {@code
 *     round}), in [0, 1]
 * @param label 0 for background or the class; decided by the unrounded IoU
 * @param extension letters and digits
 */
public record CropName(String image, int counter, double iou, int label, String extension) {
  private static final Pattern FORM =
      Pattern.compile("(.+)\\.(\\d+)\\.([01]_\\d{1,2})\\.(\\d+)\\.([A-Za-z0-9]+)", Pattern.DOTALL);

  /** Rounds the IoU and checks the parts. */
  public CropName {
    if (image.isEmpty() || image.indexOf('/') >= 0 || image.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "crop image is '" + image + "'; must not be empty or hold a slash");
    }
    if (counter < 0 || label < 0) {
      throw new IllegalArgumentException(
          "crop counter is " + counter + " and label " + label + "; both must be >= 0");
    }
    if (!(iou >= 0 && iou <= 1)) {
      throw new IllegalArgumentException("crop IoU is " + iou + "; must be in [0, 1]");
    }
    if (!extension.matches("[A-Za-z0-9]+")) {
      throw new IllegalArgumentException(
          "crop extension is '" + extension + "'; must be letters and digits");
    }
    iou = new BigDecimal(iou).setScale(2, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** The file name. */
  public String format() {
    return String.format(
        Locale.ROOT,
        "%s.%d.%s.%d.%s",
        image,
        counter,
        Double.toString(iou).replace('.', '_'),
        label,
        extension);
  }

  /**
   * Reads a file name.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where it has another form
   */
  public static CropName parse(String fileName) {
    return find(fileName)
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.INPUT,
                    fileName
                        + ": is not the name of a crop; the form is"
                        + " {image}.{counter}.{iou}.{label}.{ext}, such as wall.12.0_57.1.jpg"));
  }

  /** As {@link #parse}, for names that may be others: empty where it has another form. */
  public static Optional<CropName> find(String fileName) {
    Matcher parts = FORM.matcher(fileName);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new CropName(
              parts.group(1),
              Integer.parseInt(parts.group(2)),
              Double.parseDouble(parts.group(3).replace('_', '.')),
              Integer.parseInt(parts.group(4)),
              parts.group(5)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
