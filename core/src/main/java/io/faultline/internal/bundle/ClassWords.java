package io.faultline.internal.bundle;

import io.faultline.internal.bundle.OperatingPoint.OfClass;
import io.faultline.internal.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The thresholds of single classes in one line. */
final class ClassWords {
  private ClassWords() {}

  /** {@code by class: crack 0.210, stain 0.400}; empty where no class differs from the others. */
  static String of(OperatingPoint point) {
    List<String> words = new ArrayList<>();
    point
        .classes()
        .forEach(
            (name, own) -> {
              if (own.threshold() != point.threshold() || own.basis() instanceof RecallPromise) {
                words.add(VisibleText.line(name) + " " + of(own));
              }
            });
    return words.isEmpty() ? "" : "by class: " + String.join(", ", words);
  }

  private static String of(OfClass own) {
    String score = String.format(Locale.ROOT, "%.3f", own.threshold());
    return own.basis() instanceof RecallPromise promise
        ? score + " (" + promise.words() + ")"
        : score;
  }
}
