package io.faultline.internal.report;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.image.Raster;
import io.faultline.internal.evaluation.FalseAlarm;
import io.faultline.internal.evaluation.FalseAlarmLedger;
import io.faultline.internal.evaluation.LossStage;
import io.faultline.internal.evaluation.Miss;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.Tide;
import io.faultline.internal.evaluation.TideError;
import io.faultline.internal.pictures.CutOut;
import io.faultline.internal.pictures.Picture;
import io.faultline.internal.report.ReportBlock.Bar;
import io.faultline.internal.report.ReportBlock.Bars;
import io.faultline.internal.report.ReportBlock.Column;
import io.faultline.internal.report.ReportBlock.CutOutPicture;
import io.faultline.internal.report.ReportBlock.CutOuts;
import io.faultline.internal.report.ReportBlock.Table;
import io.faultline.internal.report.ReportContent.Section;
import io.faultline.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of a report that say what was missed and why, and what was alarmed at wrongly. */
public final class LedgerSections {
  /** Pictures of each stage and kind. */
  static final int SHOWN = 12;

  private static final int PICTURE_SIDE = 320;
  private static final int MIN_CUT_SIDE = 128;

  private LedgerSections() {}

  /**
   * Every stage that loses objects, counted and shown.
   *
   * @param reader gives a photo's pixels; asked for the photos that are shown
   */
  public static Section misses(
      MissLedger ledger, List<Category> categories, Function<ImageRecord, Raster> reader) {
    List<Bar> bars = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<LossStage, Long> entry : ledger.counts().entrySet()) {
      String words = entry.getKey().words();
      bars.add(new Bar(words, entry.getValue(), Long.toString(entry.getValue())));
      rows.add(
          row(
              words,
              entry.getValue(),
              entry.getKey() == LossStage.LABEL_DROPPED ? "–" : share(entry, ledger.misses()),
              categories,
              id -> ofStage(ledger, entry.getKey()).filter(m -> m.truth().categoryId() == id)));
    }
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(new Bars("Objects lost at each stage", bars));
    blocks.add(new Table("", columns("stage", "objects", categories), rows));
    for (LossStage stage : LossStage.values()) {
      List<Miss> lost = ofStage(ledger, stage).toList();
      if (!lost.isEmpty()) {
        blocks.add(
            CutOuts.ofTruth(
                caption(stage.words(), lost.size(), "the largest first"),
                lost.stream()
                    .limit(SHOWN)
                    .map(miss -> picture(miss, categories, reader))
                    .toList()));
      }
    }
    return new Section(
        "What was missed",
        LedgerWords.misses(ledger)
            + " An object is lost at the first stage that leaves no box to match it at IoU 0.5: "
            + ledger.found()
            + " found and "
            + ledger.misses().size()
            + " missed are all "
            + ledger.objects()
            + ". The solid box is the best box of the last stage at which one was left.",
        blocks);
  }

  /**
   * Every kind of false alarm, counted and shown, with what each kind of error costs in AP; see
   * {@link #misses}.
   */
  public static Section alarms(
      FalseAlarmLedger ledger,
      Tide tide,
      List<Category> categories,
      Function<ImageRecord, Raster> reader) {
    List<Bar> bars = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<FalseAlarm.Kind, Long> entry : ledger.counts().entrySet()) {
      String words = entry.getKey().words();
      bars.add(new Bar(words, entry.getValue(), Long.toString(entry.getValue())));
      rows.add(
          row(
              words,
              entry.getValue(),
              share(entry, ledger.alarms()),
              categories,
              id -> ofKind(ledger, entry.getKey()).filter(a -> a.detection().categoryId() == id)));
    }
    List<ReportBlock> blocks = new ArrayList<>();
    blocks.add(new Bars("False alarms of each kind", bars));
    blocks.add(new Table("", columns("kind", "false alarms", categories), rows));
    blocks.add(gains(tide));
    for (FalseAlarm.Kind kind : FalseAlarm.Kind.values()) {
      List<FalseAlarm> wrong = ofKind(ledger, kind).toList();
      if (!wrong.isEmpty()) {
        blocks.add(
            CutOuts.ofTruth(
                caption(kind.words(), wrong.size(), "the surest first"),
                wrong.stream()
                    .limit(SHOWN)
                    .map(alarm -> picture(alarm, categories, reader))
                    .toList()));
      }
    }
    return new Section(
        "False alarms",
        LedgerWords.alarms(ledger)
            + " Duplicate: a second box on an object that was found (IoU of at least 0.5)."
            + " Other class: on an object of another class. Localisation: on an object of"
            + " its class, but badly placed (IoU of 0.1 to below 0.5). Background: on no"
            + " object.",
        blocks);
  }

  /** All scores count here, not only those from the threshold on. */
  private static Table gains(Tide tide) {
    List<List<String>> rows = new ArrayList<>();
    for (TideError error : TideError.values()) {
      rows.add(
          List.of(
              error.key() + ": " + error.words(),
              Numbers.count(tide.count(error)),
              Numbers.score(tide.gain(error)),
              tide.interval(error).map(EvaluationSections::ends).orElse(Numbers.UNDEFINED)));
    }
    return new Table(
        "What each kind of error costs: the gain in AP50 (now "
            + Numbers.score(tide.ap50())
            + ") if it alone were mended (TIDE, Bolya et al. 2020); detections of all scores",
        Column.wordThenNumbers("error", "how many", "gain in AP50", "interval"),
        rows);
  }

  private static Stream<Miss> ofStage(MissLedger ledger, LossStage stage) {
    return ledger.misses().stream().filter(miss -> miss.stage() == stage);
  }

  private static Stream<FalseAlarm> ofKind(FalseAlarmLedger ledger, FalseAlarm.Kind kind) {
    return ledger.alarms().stream().filter(alarm -> alarm.kind() == kind);
  }

  private static List<Column> columns(String word, String number, List<Category> categories) {
    List<Column> columns = new ArrayList<>(Column.wordThenNumbers(word, number, "share"));
    if (categories.size() > 1) {
      categories.forEach(category -> columns.add(new Column(category.name(), true)));
    }
    return columns;
  }

  private static List<String> row(
      String words,
      long count,
      String share,
      List<Category> categories,
      Function<Integer, Stream<?>> ofClass) {
    List<String> row = new ArrayList<>(List.of(words, Long.toString(count), share));
    if (categories.size() > 1) {
      categories.forEach(category -> row.add(Long.toString(ofClass.apply(category.id()).count())));
    }
    return row;
  }

  private static String share(Map.Entry<?, Long> entry, List<?> all) {
    return all.isEmpty() ? "–" : Numbers.fixed(100.0 * entry.getValue() / all.size(), 1) + " %";
  }

  private static String caption(String words, int count, String order) {
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return capital + ": " + count + (count > SHOWN ? "; " + SHOWN + " are shown, " + order : "");
  }

  private static CutOutPicture picture(
      Miss miss, List<Category> categories, Function<ImageRecord, Raster> reader) {
    String nearest =
        miss.nearest()
            .map(
                box ->
                    "nearest IoU "
                        + Numbers.fixed(miss.nearestIou(), 2)
                        + ", score "
                        + Numbers.fixed(box.score(), 3))
            .orElse("no box touches it");
    return picture(
        miss.image(),
        nearest,
        List.of(miss.truth()),
        miss.nearest().stream().toList(),
        categories,
        reader);
  }

  private static CutOutPicture picture(
      FalseAlarm alarm, List<Category> categories, Function<ImageRecord, Raster> reader) {
    String words =
        "score "
            + Numbers.fixed(alarm.detection().score(), 3)
            + (alarm.iou() > 0 ? ", IoU " + Numbers.fixed(alarm.iou(), 2) : "");
    return picture(
        alarm.image(),
        words,
        alarm.truth().stream().toList(),
        List.of(alarm.detection()),
        categories,
        reader);
  }

  private static CutOutPicture picture(
      ImageRecord image,
      String words,
      List<Annotation> truth,
      List<Detection> detections,
      List<Category> categories,
      Function<ImageRecord, Raster> reader) {
    Raster drawn = CutOut.draw(reader.apply(image), truth, detections, categories, MIN_CUT_SIDE);
    return new CutOutPicture(image.fileName(), words, Picture.of(drawn, PICTURE_SIDE));
  }
}
