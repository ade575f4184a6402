package io.faultline.internal.experiment;

import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much a setting mattered among candidates that were tried alike: the share of the variance of
 * their scores that lies between groups of like values (eta squared), and how often chance gives as
 * much. Groups are the kinds, and thirds of the numbers by rank; halves where there are kinds
 * beside numbers. A setting that acts only together with another is missed.
 *
 * @param setting which
 * @param candidates how many have a value of it
 * @param explained in [0, 1]; NaN where all values or all scores are one
 * @param chance the share of shuffles of the scores that explain as much or more, in (0, 1]
 */
public record SettingEffect(Setting setting, int candidates, double explained, double chance) {
  /** With fewer candidates three groups are of one or two, and the number means nothing. */
  static final int FEWEST = 8;

  private static final int SHUFFLES = 2000;

  /** Six settings are looked at: one in twenty of all searches shows one of them by chance. */
  private static final double RARE = 0.01;

  /**
   * Measures.
   *
   * @param values of the setting, one per candidate
   * @param scores of the same candidates
   */
  static SettingEffect of(Setting setting, List<Double> values, List<Double> scores, RunSeed seed) {
    int[] group = groups(setting, values);
    double[] shuffled = scores.stream().mapToDouble(Double::doubleValue).toArray();
    double explained = explained(group, shuffled);
    SplittableRandom random = seed.of("setting-effect-" + setting.column());
    int asMuch = 1; // The order as it is counts among the shuffles: chance is never 0.
    for (int i = 0; i < SHUFFLES; i++) {
      for (int last = shuffled.length - 1; last > 0; last--) {
        int at = random.nextInt(last + 1);
        double score = shuffled[at];
        shuffled[at] = shuffled[last];
        shuffled[last] = score;
      }
      asMuch += explained(group, shuffled) >= explained - 1e-12 ? 1 : 0;
    }
    return new SettingEffect(setting, values.size(), explained, (double) asMuch / (SHUFFLES + 1));
  }

  /** Whether there were enough candidates to say anything. */
  public boolean enough() {
    return candidates >= FEWEST && Double.isFinite(explained);
  }

  /** Whether chance alone seldom gives as much. */
  public boolean real() {
    return enough() && chance <= RARE;
  }

  /** {@code explains 61 %; chance as much in 0.4 %}. */
  public String words() {
    if (!enough()) {
      return candidates < FEWEST
          ? "too few candidates to tell (" + candidates + ")"
          : "nothing to tell: all alike";
    }
    return String.format(
        Locale.ROOT,
        "explains %.0f %%; chance as much in %s %%",
        100 * explained,
        String.format(Locale.ROOT, chance < 0.1 ? "%.1f" : "%.0f", 100 * chance));
  }

  private static int[] groups(Setting setting, List<Double> values) {
    List<Double> numbers = values.stream().filter(value -> !setting.apart(value)).sorted().toList();
    int parts = numbers.size() == values.size() ? 3 : 2;
    List<Double> kinds = new ArrayList<>();
    int[] group = new int[values.size()];
    for (int i = 0; i < group.length; i++) {
      double value = values.get(i);
      if (setting.apart(value)) {
        if (!kinds.contains(value)) {
          kinds.add(value);
        }
        group[i] = parts + kinds.indexOf(value);
      } else {
        // Equal values share their middle rank, and so their group.
        double rank = (numbers.indexOf(value) + numbers.lastIndexOf(value)) / 2.0;
        group[i] = (int) (parts * (rank + 0.5) / numbers.size());
      }
    }
    return group;
  }

  private static double explained(int[] group, double[] scores) {
    double mean = Arrays.stream(scores).average().orElse(0);
    double total = Arrays.stream(scores).map(score -> (score - mean) * (score - mean)).sum();
    int[] used = Arrays.stream(group).distinct().toArray();
    if (used.length < 2 || !(total > 1e-15)) {
      return Double.NaN;
    }
    double between = 0;
    for (int one : used) {
      int[] members = IntStream.range(0, group.length).filter(i -> group[i] == one).toArray();
      double ofGroup = Arrays.stream(members).mapToDouble(i -> scores[i]).average().orElse(0);
      between += members.length * (ofGroup - mean) * (ofGroup - mean);
    }
    return between / total;
  }
}
