package io.faultline.internal.proposal;

import java.util.Collection;
import java.util.Comparator;

/** The known name that is closest to a mistyped one. */
final class NearestName {
  private NearestName() {}

  /** The name with the fewest edits to {@code typed}; the earlier of equals. */
  static String of(String typed, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> edits(typed, name))).orElseThrow();
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
