package io.faultline.internal.binding;

import io.faultline.internal.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How Java names are written in YAML, and which known key a wrong one is nearest to. */
public final class ConfigNames {
  private ConfigNames() {}

  /** {@code hardNegatives} and {@code HARD_NEGATIVES} both become {@code hard-negatives}. */
  public static String kebab(String javaName) {
    boolean constant = javaName.equals(javaName.toUpperCase(Locale.ROOT));
    return (constant ? javaName.toLowerCase(Locale.ROOT) : javaName)
        .replace("IoU", "Iou")
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The known path nearest to a wrong one. The last key may have been written in the wrong section,
   * which costs as much as one wrong letter.
   */
  public static Optional<String> nearest(String wrong, List<String> known) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      boolean sameSection = parent(wrong).equals(parent(candidate));
      int distance =
          Math.min(
              NearestName.distance(wrong, candidate),
              NearestName.distance(last(wrong), last(candidate)) + (sameSection ? 0 : 1));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
