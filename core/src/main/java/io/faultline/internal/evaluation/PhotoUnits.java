package io.faultline.internal.evaluation;

import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.GroupRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What a bootstrap draws: whole groups of photos. Photos of one structure are found or missed
 * together, so drawing them one by one would make intervals too narrow. Where a rule finds fewer
 * than {@value #FEWEST_GROUPS} groups, which resamples could not vary, every photo is a unit.
 */
public final class PhotoUnits {
  /** Fewer groups than this are not drawn. */
  public static final int FEWEST_GROUPS = 5;

  /** Intervals over fewer groups than this are rough. */
  private static final int ROUGH_GROUPS = 10;

  /** The unit of each photo, {@code [photos]}, numbered as they come. */
  private final int[] unitOf;

  private final int units;
  private final int groups;

  private PhotoUnits(int[] unitOf, int units, int groups) {
    this.unitOf = unitOf;
    this.units = units;
    this.groups = groups;
  }

  /** Each of so many photos on its own. */
  public static PhotoUnits each(int photos) {
    int[] own = new int[photos];
    Arrays.setAll(own, i -> i);
    return new PhotoUnits(own, photos, photos);
  }

  /** The groups that a rule finds. */
  public static PhotoUnits of(List<ImageRecord> photos, GroupRule rule) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    int[] unitOf = new int[photos.size()];
    for (int i = 0; i < unitOf.length; i++) {
      unitOf[i] = numbers.computeIfAbsent(rule.group(photos.get(i)), name -> numbers.size());
    }
    return numbers.size() < FEWEST_GROUPS
        ? new PhotoUnits(each(unitOf.length).unitOf, unitOf.length, numbers.size())
        : new PhotoUnits(unitOf, numbers.size(), numbers.size());
  }

  /** How many photos there are. */
  public int photos() {
    return unitOf.length;
  }

  /** How many units are drawn, and drawn from. */
  public int units() {
    return units;
  }

  /** What is drawn, in words: {@code 149 photos in 21 groups}. */
  public String words() {
    String photos = unitOf.length + (unitOf.length == 1 ? " photo" : " photos");
    if (units == unitOf.length && groups == units) {
      return photos;
    }
    if (groups == units) {
      String rough = units < ROUGH_GROUPS ? " (so few that intervals are rough)" : "";
      return photos + " in " + units + " groups" + rough;
    }
    return photos
        + ", drawn one by one because they are in only "
        + groups
        + (groups == 1 ? " group" : " groups")
        + " (intervals may be too narrow)";
  }

  /** Draws as many units as there are, with replacement: how often each photo counts. */
  public int[] drawn(SplittableRandom random) {
    int[] times = new int[units];
    for (int i = 0; i < units; i++) {
      times[random.nextInt(units)]++;
    }
    return Arrays.stream(unitOf).map(unit -> times[unit]).toArray();
  }

  /** Every photo counted once. */
  public int[] once() {
    int[] once = new int[unitOf.length];
    Arrays.fill(once, 1);
    return once;
  }
}
