package io.faultline.cli;

import io.faultline.internal.evaluation.FalseAlarm;
import io.faultline.internal.evaluation.FalseAlarmLedger;
import io.faultline.internal.evaluation.LossStage;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.PairedComparison;
import java.util.Locale;
import java.util.Map;

/** What was missed and wrongly found, and how two runs compare, as tables for people. */
final class LedgerTables {
  private LedgerTables() {}

  /** Every stage; the rows below the line of found objects are all others. */
  static String misses(MissLedger ledger) {
    Table table = new Table("where objects went", "objects", "share of misses");
    table.row("found", Figures.count(ledger.found()));
    for (Map.Entry<LossStage, Long> entry : ledger.counts().entrySet()) {
      boolean dropped = entry.getKey() == LossStage.LABEL_DROPPED;
      table.row(
          entry.getKey().words(),
          Figures.count(entry.getValue()),
          dropped ? "-" : share(entry.getValue(), ledger.misses().size()));
    }
    table.row("together", Figures.count(ledger.objects() + ledger.labelsDropped()));
    return table.text();
  }

  /** Every kind. */
  static String alarms(FalseAlarmLedger ledger) {
    Table table = new Table("false alarms", "detections", "share");
    for (Map.Entry<FalseAlarm.Kind, Long> entry : ledger.counts().entrySet()) {
      table.row(
          entry.getKey().words(),
          Figures.count(entry.getValue()),
          share(entry.getValue(), ledger.alarms().size()));
    }
    table.row("together", Figures.count(ledger.alarms().size()));
    return table.text();
  }

  /** Every number of both runs. */
  static String against(PairedComparison comparison) {
    Table table = new Table("", "this", "other", "difference", "95 % interval", "verdict");
    for (PairedComparison.Difference one : comparison.differences()) {
      table.row(
          one.words(),
          Figures.share(one.ours()),
          Figures.share(one.theirs()),
          signed(one.difference().estimate()),
          signed(one.difference().lower()) + " to " + signed(one.difference().upper()),
          one.verdict().words());
    }
    return table.text();
  }

  private static String share(long part, long whole) {
    return whole == 0 ? "-" : Figures.share((double) part / whole);
  }

  private static String signed(double difference) {
    return String.format(Locale.ROOT, "%+.3f", difference);
  }
}
