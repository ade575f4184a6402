package io.faultline.spark;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Outcomes as rows of {@link ResultSchema}, and back without a loss. */
final class ResultRows {
  /** Error code: the file was read, and it is no photo that can be used. */
  static final String UNREADABLE = "UNREADABLE";

  /** Error code: the file is not there any more. */
  static final String MISSING = "MISSING";

  /** Error code: the file system could not deliver the file, in several attempts. */
  static final String IO = "IO";

  private static final Object[] NONE = {};

  private ResultRows() {}

  /** The values of {@link ResultSchema#OUTCOME}. */
  static Object[] outcome(PhotoOutcome outcome, long millis) {
    if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
      return failed(UNREADABLE, unreadable.reason(), millis);
    }
    PhotoOutcome.Detected photo = (PhotoOutcome.Detected) outcome;
    PhotoJudgement judgement = photo.judgement();
    return new Object[] {
      photo.verdict().name(),
      judgement.coverage(),
      photo.widthPx(),
      photo.heightPx(),
      photo.detections().stream().map(one -> detection(photo, one)).toArray(),
      judgement.skipped().toArray(),
      judgement.doubts().toArray(),
      judgement.assumed().toArray(),
      null,
      millis
    };
  }

  /** As {@link #outcome}, for a photo of which there is none. */
  static Object[] failed(String code, String message, long millis) {
    return new Object[] {
      Verdict.REVIEW.name(),
      null,
      null,
      null,
      NONE,
      NONE,
      NONE,
      NONE,
      RowFactory.create(code, message),
      millis
    };
  }

  private static Row detection(PhotoOutcome.Detected photo, Detection one) {
    Box box = one.box();
    return RowFactory.create(
        one.categoryId(),
        photo.categoryName(one),
        one.score(),
        box.x1(),
        box.y1(),
        box.x2(),
        box.y2());
  }

  /** A row of {@link ResultSchema#ROW}. */
  static Row row(ListedPhoto photo, String model, Object[] outcome) {
    Object[] values = new Object[5 + outcome.length];
    values[0] = photo.name();
    values[1] = photo.path();
    values[2] = photo.length();
    values[3] = photo.modified();
    values[4] = model;
    System.arraycopy(outcome, 0, values, 5, outcome.length);
    return RowFactory.create(values);
  }

  /** The outcome that a row of {@link ResultSchema#ROW} was made of. */
  static PhotoOutcome outcome(Row row) {
    String photo = row.getAs("photo");
    Row error = row.getAs("error");
    if (error != null) {
      return new PhotoOutcome.Unreadable(photo, error.getAs("message"));
    }
    List<Detection> detections = new ArrayList<>();
    Map<Integer, Category> categories = new LinkedHashMap<>();
    for (Row one : row.<Row>getList(row.fieldIndex("detections"))) {
      int id = one.getAs("category_id");
      categories.putIfAbsent(id, new Category(id, one.getAs("category")));
      detections.add(new Detection(id, box(one), one.<Double>getAs("score")));
    }
    return new PhotoOutcome.Detected(
        photo,
        row.<Integer>getAs("width"),
        row.<Integer>getAs("height"),
        new PhotoJudgement(
            Verdict.valueOf(row.getAs("verdict")),
            row.<Double>getAs("coverage"),
            detections,
            row.getList(row.fieldIndex("skipped")),
            row.getList(row.fieldIndex("doubts")),
            row.getList(row.fieldIndex("assumed"))),
        List.copyOf(categories.values()));
  }

  private static Box box(Row row) {
    return new Box(
        row.<Double>getAs("x1"),
        row.<Double>getAs("y1"),
        row.<Double>getAs("x2"),
        row.<Double>getAs("y2"));
  }
}
