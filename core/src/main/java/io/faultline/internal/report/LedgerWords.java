package io.faultline.internal.report;

import io.faultline.internal.evaluation.FalseAlarm;
import io.faultline.internal.evaluation.FalseAlarmLedger;
import io.faultline.internal.evaluation.LossStage;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.evaluation.PairedComparison.Difference;
import io.faultline.internal.evaluation.Tide;
import io.faultline.internal.evaluation.TideError;
import io.faultline.internal.text.Numbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What ledgers and comparisons say, in plain sentences. */
public final class LedgerWords {
  private LedgerWords() {}

  /** The largest loss by name: {@code 61 of 90 misses were proposed but scored low.} */
  public static String misses(MissLedger ledger) {
    String dropped =
        ledger.labelsDropped() == 0
            ? ""
            : " "
                + ledger.labelsDropped()
                + (ledger.labelsDropped() == 1 ? " label was" : " labels were")
                + " dropped on reading, or of no class of the model, and could not be looked for.";
    if (ledger.misses().isEmpty()) {
      return (ledger.objects() == 0 ? "There was no object to miss." : "No object was missed.")
          + dropped;
    }
    LossStage worst = LossStage.NEVER_PROPOSED;
    long most = 0;
    for (Map.Entry<LossStage, Long> entry : ledger.counts().entrySet()) {
      if (entry.getKey() != LossStage.LABEL_DROPPED && entry.getValue() > most) {
        worst = entry.getKey();
        most = entry.getValue();
      }
    }
    return most
        + " of "
        + ledger.misses().size()
        + (ledger.misses().size() == 1 ? " miss" : " misses")
        + (most == 1 ? " was " : " were ")
        + worst.words()
        + "."
        + dropped;
  }

  /** The commonest fault by name: {@code 40 of 71 false alarms are on background.} */
  public static String alarms(FalseAlarmLedger ledger) {
    if (ledger.alarms().isEmpty()) {
      return "There was no false alarm.";
    }
    FalseAlarm.Kind worst = FalseAlarm.Kind.BACKGROUND;
    long most = 0;
    for (Map.Entry<FalseAlarm.Kind, Long> entry : ledger.counts().entrySet()) {
      if (entry.getValue() > most) {
        worst = entry.getKey();
        most = entry.getValue();
      }
    }
    boolean one = most == 1;
    String fault =
        switch (worst) {
          case DUPLICATE -> one ? "is a duplicate" : "are duplicates";
          case OTHER_CLASS -> (one ? "lies" : "lie") + " on another class";
          case LOCALISATION -> (one ? "is" : "are") + " badly placed";
          case BACKGROUND -> (one ? "lies" : "lie") + " on background";
        };
    int all = ledger.alarms().size();
    return most + " of " + all + (all == 1 ? " false alarm " : " false alarms ") + fault + ".";
  }

  /**
   * What each kind of error costs: {@code AP50 is 0.393. Mended alone, each kind of error would add
   * (TIDE): Cls 0.000, Loc 0.221 (0.180 to 0.260), Both 0.001 (0.000 to 0.003), ...}
   */
  public static String tide(Tide tide) {
    if (tide.ap50() < 0) {
      return "There was no object, so no AP to gain.";
    }
    String gains =
        Arrays.stream(TideError.values())
            .filter(error -> !error.special())
            .map(error -> error.key() + " " + gain(tide, error))
            .collect(Collectors.joining(", "));
    return "AP50 is "
        + Numbers.score(tide.ap50())
        + ". Mended alone, each kind of error would add (TIDE): "
        + gains
        + ".";
  }

  private static String gain(Tide tide, TideError error) {
    String gain = Numbers.score(tide.gain(error));
    return tide.interval(error)
        .filter(interval -> interval.upper() > 0)
        .map(interval -> gain + " (" + EvaluationSections.ends(interval) + ")")
        .orElse(gain);
  }

  /**
   * Each number in a sentence: {@code AP50 0.312 against 0.250: better (+0.062, 95 % interval
   * +0.011 to +0.113).}
   */
  public static String difference(Difference difference) {
    return String.format(
        Locale.ROOT,
        "%s %.3f against %.3f: %s (%+.3f, %s %% interval %+.3f to %+.3f).",
        difference.words(),
        difference.ours(),
        difference.theirs(),
        difference.verdict().words(),
        difference.difference().estimate(),
        Numbers.shortest(Math.round(1000 * difference.difference().confidence()) / 10.0),
        difference.difference().lower(),
        difference.difference().upper());
  }

  /**
   * All together: {@code Against OTHER: AP no clear difference, recall better, precision worse.}
   */
  public static String comparison(PairedComparison comparison, String other) {
    StringBuilder words = new StringBuilder("Against " + other + ": ");
    String separator = "";
    for (Difference difference : comparison.differences()) {
      words.append(separator).append(difference.words()).append(' ');
      words.append(difference.verdict().words());
      separator = ", ";
    }
    return comparison.differences().isEmpty()
        ? "Against " + other + " nothing can be said: these photos hold no object."
        : words.append('.').toString();
  }
}
