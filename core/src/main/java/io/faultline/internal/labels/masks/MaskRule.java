package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which values of a mask stand for an object. */
public sealed interface MaskRule {

  /**
   * The folder's masks decide together; see {@link MaskConverter}. What can mean several things is
   * a fault.
   */
  record Automatic() implements MaskRule {}

  /** Every value but 0 and black. */
  record AboveZero() implements MaskRule {}

  /**
   * Grey values above a threshold; of colours the luminance.
   *
   * @param grey 0 to 254; masks of more bits are scaled to 255
   */
  record Above(int grey) implements MaskRule {
    /** Checks the range; a number out of it is a fault of {@link Problem#USAGE}. */
    public Above {
      if (grey < 0 || grey > 254) {
        throw new FaultlineException(
            Problem.USAGE, "mask options: threshold is " + grey + "; must be 0 to 254");
      }
    }
  }

  /**
   * Values by name. 0 and black are nothing unless they are named.
   *
   * @param categories by value as {@link io.faultline.internal.reading.MaskValue#matches} takes it;
   *     an empty name stands for nothing
   */
  record Named(Map<String, String> categories) implements MaskRule {
    /** Keeps the order. */
    public Named {
      categories = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    }

    /**
     * From text such as {@code 1=crack,2=spall,255=}.
     *
     * @throws FaultlineException with {@link Problem#USAGE} where it has another form
     */
    public static Named parse(String text) {
      Map<String, String> categories = new LinkedHashMap<>();
      for (String part : text.split(",", -1)) {
        int equals = part.indexOf('=');
        String value = equals < 0 ? "" : part.substring(0, equals).strip();
        if (!value.matches("#[0-9A-Fa-f]{6}|-?[0-9]+(\\.[0-9]+)?")
            || categories.put(value, part.substring(equals + 1).strip()) != null) {
          throw new FaultlineException(
              Problem.USAGE,
              "mask options: values are '"
                  + text
                  + "'; must be like 1=crack,2=spall or #ff0000=crack, each value once");
        }
      }
      return new Named(categories);
    }
  }
}
