package io.faultline.pipeline;

import io.faultline.backbone.EpochLog;
import java.util.List;

/** The epochs of a run as CSV. */
final class EpochTable {
  private EpochTable() {}

  static String csv(List<EpochLog> epochs) {
    StringBuilder csv = new StringBuilder(EpochLog.CSV_HEADER).append('\n');
    epochs.forEach(epoch -> csv.append(epoch.csv()).append('\n'));
    return csv.toString();
  }
}
