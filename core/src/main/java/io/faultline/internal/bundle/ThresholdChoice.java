package io.faultline.internal.bundle;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.internal.text.NearestName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Thresholds as a person writes them: {@code 0.4} for all classes, {@code crack=0.3,stain=0.6} for
 * these and no other, or {@code 0.4,crack=0.3} for all with one exception.
 *
 * @param name what the person calls it, such as {@code --threshold}; for messages
 * @param common for all classes that are not named; empty leaves them as they are
 * @param byClass by class name
 */
public record ThresholdChoice(String name, Optional<Double> common, Map<String, Double> byClass) {
  /** Copies the map. */
  public ThresholdChoice {
    byClass = Collections.unmodifiableMap(new LinkedHashMap<>(byClass));
  }

  /**
   * Reads a text.
   *
   * @param name what the person calls it
   * @throws FaultlineException with {@link Problem#USAGE} where it is no such text
   */
  public static ThresholdChoice parse(String name, String text) {
    Optional<Double> common = Optional.empty();
    Map<String, Double> byClass = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      double score = score(name, text, part.substring(equals + 1).strip());
      boolean twice =
          equals < 0
              ? common.isPresent()
              : byClass.put(part.substring(0, equals).strip(), score) != null;
      if (twice) {
        throw fault(name + " is " + text + "; it must name each class, and all others, once");
      }
      common = equals < 0 ? Optional.of(score) : common;
    }
    return new ThresholdChoice(name, common, byClass);
  }

  private static double score(String name, String text, String number) {
    try {
      double score = Double.parseDouble(number);
      if (Double.isFinite(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      // Told below, as for numbers that are none.
    }
    throw fault(name + " is " + text + "; it must be a score such as 0.4, or crack=0.3,stain=0.6");
  }

  /**
   * An operating point with these thresholds.
   *
   * @param own that of the model
   * @param categories the model's classes
   * @param words why there are other thresholds
   * @throws FaultlineException with {@link Problem#USAGE} for a class that the model does not know
   *     or a score that is not in [0, 1]
   */
  public OperatingPoint of(OperatingPoint own, List<Category> categories, String words) {
    common.ifPresent(this::requireShare);
    OperatingPoint point = common.map(score -> own.at(score, words)).orElse(own);
    for (Map.Entry<String, Double> one : byClass.entrySet()) {
      requireShare(one.getValue());
      point = point.at(category(one.getKey(), categories), one.getValue(), words);
    }
    return point;
  }

  /**
   * These thresholds, for detections of anyone.
   *
   * @param others for classes without one where no common one is named
   * @param categories the known classes
   * @throws FaultlineException with {@link Problem#USAGE} for a class that is not known
   */
  public Thresholds of(Thresholds others, List<Category> categories) {
    Map<Integer, Double> byId = new TreeMap<>(common.isPresent() ? Map.of() : others.byClass());
    byClass.forEach((one, score) -> byId.put(category(one, categories).id(), score));
    return new Thresholds(common.orElse(others.common()), byId);
  }

  private Category category(String wanted, List<Category> categories) {
    List<String> known = categories.stream().map(Category::name).toList();
    return categories.stream()
        .filter(one -> one.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    name
                        + " names the class '"
                        + wanted
                        + "', which is unknown"
                        + (known.isEmpty()
                            ? ""
                            : "; did you mean '" + NearestName.of(wanted, known) + "'?")));
  }

  private void requireShare(double score) {
    if (!(score >= 0) || !(score <= 1)) {
      throw fault(name + " is " + score + "; it must be in [0, 1]");
    }
  }

  private static FaultlineException fault(String reason) {
    return new FaultlineException(Problem.USAGE, reason);
  }
}
