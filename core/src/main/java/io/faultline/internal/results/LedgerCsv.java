package io.faultline.internal.results;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.DetectionStep;
import io.faultline.internal.evaluation.FalseAlarm;
import io.faultline.internal.evaluation.FalseAlarmLedger;
import io.faultline.internal.evaluation.Miss;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.text.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ledgers as tables ({@link Csv}), one line per miss or false alarm, in the ledger's order; numbers
 * as in {@link DetectionCsv}. Columns:
 *
 * <ul>
 *   <li>misses: {@code file,annotation,category,x1,y1,x2,y2,stage,best_score}, then the best
 *       overlap after each step of detection, {@code iou_proposed} to {@code iou_limited};
 *   <li>false alarms: {@code file,category,x1,y1,x2,y2,score,kind,iou,annotation}, the last one
 *       empty where no object is touched.
 * </ul>
 */
public final class LedgerCsv {
  private LedgerCsv() {}

  /**
   * Writes the misses, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void misses(Path file, MissLedger ledger, List<Category> categories) {
    List<String> header =
        new ArrayList<>(
            List.of(
                "file", "annotation", "category", "x1", "y1", "x2", "y2", "stage", "best_score"));
    for (DetectionStep step : DetectionStep.values()) {
      header.add("iou_" + step.name().toLowerCase(Locale.ROOT));
    }
    List<List<String>> lines = new ArrayList<>(List.of(header));
    ledger.misses().forEach(miss -> lines.add(cells(miss, categories)));
    Csv.write(file, lines);
  }

  /** Writes the false alarms, whole or not at all; faults as {@link #misses}. */
  public static void alarms(Path file, FalseAlarmLedger ledger, List<Category> categories) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        List.of("file", "category", "x1", "y1", "x2", "y2", "score", "kind", "iou", "annotation"));
    ledger.alarms().forEach(alarm -> lines.add(cells(alarm, categories)));
    Csv.write(file, lines);
  }

  private static List<String> cells(Miss miss, List<Category> categories) {
    List<String> cells = new ArrayList<>();
    cells.add(miss.image().fileName());
    cells.add(Long.toString(miss.truth().id()));
    cells.add(name(categories, miss.truth().categoryId()));
    addBox(cells, miss.truth().box());
    cells.add(miss.stage().words());
    cells.add(Numbers.shortest(miss.bestScore()));
    miss.bestIou().forEach(iou -> cells.add(Numbers.fixed(iou, 4)));
    return cells;
  }

  private static List<String> cells(FalseAlarm alarm, List<Category> categories) {
    Detection detection = alarm.detection();
    List<String> cells = new ArrayList<>();
    cells.add(alarm.image().fileName());
    cells.add(name(categories, detection.categoryId()));
    addBox(cells, detection.box());
    cells.add(Numbers.shortest(detection.score()));
    cells.add(alarm.kind().words());
    cells.add(Numbers.fixed(alarm.iou(), 4));
    cells.add(alarm.truth().map(Annotation::id).map(String::valueOf).orElse(""));
    return cells;
  }

  private static void addBox(List<String> cells, Box box) {
    for (double side : List.of(box.x1(), box.y1(), box.x2(), box.y2())) {
      cells.add(Numbers.shortest(side));
    }
  }

  private static String name(List<Category> categories, int id) {
    return CategoryNames.orId(categories, id);
  }
}
