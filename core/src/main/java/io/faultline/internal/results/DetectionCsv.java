package io.faultline.internal.results;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoOutcome;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Detections as a table: columns {@code file,category,score,x1,y1,x2,y2}, boxes as half-open
 * corners in pixels; a photo without detections has no line. And photos as a table, one line for
 * each: {@code file,verdict,detections,best_score,coverage,error,doubts}, where a photo without
 * detections has no best score, and one that could not be read neither count nor score. Form as in
 * {@link Csv}, order and numbers as in {@link DetectionJson}.
 */
public final class DetectionCsv {
  private DetectionCsv() {}

  /**
   * Writes the table, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void write(Path file, Iterable<PhotoOutcome.Detected> photos) {
    AtomicFile.write(file, out -> write(out, photos));
  }

  /** As {@link #write(Path, Iterable)}, to a stream that stays open. */
  public static void write(OutputStream out, Iterable<PhotoOutcome.Detected> photos)
      throws IOException {
    Csv.line(out, List.of("file", "category", "score", "x1", "y1", "x2", "y2"));
    for (PhotoOutcome.Detected photo : photos) {
      for (Detection detection : photo.detections()) {
        Box box = detection.box();
        Csv.line(
            out,
            List.of(
                photo.photo(),
                photo.categoryName(detection),
                Numbers.shortest(detection.score()),
                Numbers.shortest(box.x1()),
                Numbers.shortest(box.y1()),
                Numbers.shortest(box.x2()),
                Numbers.shortest(box.y2())));
      }
    }
    out.flush();
  }

  /**
   * Writes the table of photos, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void writePhotos(Path file, Iterable<? extends PhotoOutcome> photos) {
    AtomicFile.write(file, out -> writePhotos(out, photos));
  }

  /** As {@link #writePhotos(Path, Iterable)}, to a stream that stays open. */
  public static void writePhotos(OutputStream out, Iterable<? extends PhotoOutcome> photos)
      throws IOException {
    Csv.line(
        out, List.of("file", "verdict", "detections", "best_score", "coverage", "error", "doubts"));
    for (PhotoOutcome photo : photos) {
      String count = "";
      String best = "";
      String coverage = "0";
      String error = "";
      String doubts = "";
      if (photo instanceof PhotoOutcome.Detected seen) {
        count = Integer.toString(seen.detections().size());
        best = seen.detections().isEmpty() ? "" : Numbers.shortest(seen.judgement().bestScore());
        coverage = Numbers.shortest(seen.judgement().coverage());
        error = String.join("; ", seen.judgement().skipped());
        doubts = String.join("; ", seen.judgement().doubts());
      } else if (photo instanceof PhotoOutcome.Unreadable unreadable) {
        error = unreadable.reason();
      }
      Csv.line(
          out,
          List.of(photo.photo(), photo.verdict().name(), count, best, coverage, error, doubts));
    }
    out.flush();
  }
}
