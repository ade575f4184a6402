package io.faultline.internal.binding;

import java.util.ArrayList;
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
              distance(wrong, candidate),
              distance(last(wrong), last(candidate)) + (sameSection ? 0 : 1));
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

  /**
   * How many letters must be inserted, deleted, replaced or swapped with their neighbour (optimal
   * string alignment).
   */
  static int distance(String a, String b) {
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      rows.add(row);
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          row[j] = i + j;
          continue;
        }
        int[] above = rows.get(i - 1);
        int replace = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], rows.get(i - 2)[j - 2] + 1);
        }
      }
    }
    return rows.get(a.length())[b.length()];
  }
}
