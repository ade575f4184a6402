package io.faultline.cli;

import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Evidence;
import java.util.List;
import java.util.Locale;

/** What several targets would cost, as a table for people. */
final class PromiseTable {
  private PromiseTable() {}

  static String text(List<RecallPromise> promises) {
    Table table =
        new Table(
            "target",
            "proved",
            "at score",
            "found",
            "lower bound",
            "by groups",
            "false alarms/photo",
            "clean photos alarmed");
    for (RecallPromise promise : promises) {
      Evidence evidence = promise.evidence();
      table.row(
          Figures.share(promise.target().recall()),
          promise instanceof RecallPromise.Proven ? "yes" : "no",
          Figures.share(evidence.threshold()),
          Figures.count(evidence.found()) + " of " + Figures.count(evidence.of()),
          Figures.share(evidence.lowerBound()),
          Figures.share(evidence.groupLower()),
          String.format(Locale.ROOT, "%.2f", evidence.falseAlarms()),
          Figures.count(evidence.alarmedPhotos()) + " of " + Figures.count(evidence.cleanPhotos()));
    }
    return table.text();
  }
}
