package io.faultline.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The known name that is nearest to a mistyped one. */
public final class NearestName {
  private NearestName() {}

  /** The name with the smallest {@link #distance} from {@code typed}; the earlier of equals. */
  public static String of(String typed, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(name -> distance(typed, name))).orElseThrow();
  }

  /**
   * How many letters must be inserted, deleted, replaced or swapped with their neighbour (optimal
   * string alignment).
   */
  public static int distance(String a, String b) {
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
