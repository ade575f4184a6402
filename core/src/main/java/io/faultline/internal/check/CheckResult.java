package io.faultline.internal.check;

import io.faultline.internal.check.CheckRule.Weight;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a check saw.
 *
 * @param sets the numbers of each set, in the order given
 * @param findings everything found, the gravest rule first
 * @param leaks every two sets that share photos
 */
public record CheckResult(List<SetNumbers> sets, List<CheckFinding> findings, List<Leak> leaks) {

  /** Copies the lists. */
  public CheckResult {
    sets = List.copyOf(sets);
    findings = List.copyOf(findings);
    leaks = List.copyOf(leaks);
  }

  /**
   * Two sets that share photos.
   *
   * @param photos how many photos of the second set are the same as one of the first
   * @param all how many photos the second set has
   */
  public record Leak(String first, String second, int photos, int all) {
    /** In one sentence. */
    public String words() {
      return photos
          + " of "
          + all
          + (all == 1 ? " photo of " : " photos of ")
          + second
          + (photos == 1 ? " is also in " : " are also in ")
          + first;
    }
  }

  /** How many findings each rule has, those without any left out, the gravest first. */
  public Map<CheckRule, Long> counts() {
    Map<CheckRule, Long> counts = new TreeMap<>();
    findings.forEach(one -> counts.merge(one.rule(), 1L, Long::sum));
    return counts;
  }

  /** The findings of a rule, in order. */
  public List<CheckFinding> of(CheckRule rule) {
    return findings.stream().filter(one -> one.rule() == rule).toList();
  }

  /** How many findings are so grave. */
  public long count(Weight weight) {
    return findings.stream().filter(one -> one.rule().weight() == weight).count();
  }

  /** The rules that were kept by every record. */
  public List<CheckRule> kept() {
    return Arrays.stream(CheckRule.values()).filter(rule -> of(rule).isEmpty()).toList();
  }

  /** The result in one or two plain sentences. */
  public String verdict() {
    long faults = count(Weight.FAULT);
    long doubts = count(Weight.DOUBT);
    StringBuilder words = new StringBuilder();
    leaks.forEach(leak -> words.append(leak.words()).append(". "));
    words.append(
        faults + doubts == 0
            ? "Nothing wrong was found."
            : counted(faults, "fault") + " and " + counted(doubts, "doubt") + " were found.");
    return words.toString();
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
