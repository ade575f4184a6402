package io.faultline.server.workspace.exchange;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.pictures.AnnotatedPhoto;
import io.faultline.internal.pictures.InspectionPictures;
import io.faultline.internal.report.HtmlReport;
import io.faultline.internal.report.InspectionReport;
import io.faultline.server.workspace.store.PhotoRow;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the report of an inspection, with the corrections of people in it. */
public final class ReportWriter {
  private ReportWriter() {}

  /** Gives the pixels of a photo, perhaps reduced. */
  @FunctionalInterface
  public interface Pixels {
    /** The picture of a photo. */
    Raster of(PhotoRow photo);
  }

  static void write(
      Path file,
      List<ExportedPhoto> photos,
      List<Category> categories,
      OperatingPoint point,
      Pixels pixels) {
    InspectionPictures pictures = new InspectionPictures();
    for (Verdict verdict : List.of(Verdict.CRACK, Verdict.REVIEW)) {
      shown(photos, categories, verdict)
          .forEach(photo -> draw(photo, categories, pixels, pictures));
    }
    HtmlReport.write(
        file,
        InspectionReport.of(
            photos.stream().map(photo -> photo.outcome(categories)).toList(), point, pictures));
  }

  /** Only photos that will be shown are drawn. */
  private static Stream<ExportedPhoto> shown(
      List<ExportedPhoto> photos, List<Category> categories, Verdict verdict) {
    return photos.stream()
        .filter(photo -> photo.row().error().isEmpty())
        .filter(photo -> photo.outcome(categories).verdict() == verdict)
        .sorted(
            Comparator.comparingDouble(ReportWriter::bestScore)
                .reversed()
                .thenComparing(photo -> photo.row().exportName()))
        .limit(InspectionPictures.SHOWN);
  }

  private static double bestScore(ExportedPhoto photo) {
    return photo.boxes().stream().mapToDouble(box -> box.score().orElse(1)).max().orElse(-1);
  }

  private static void draw(
      ExportedPhoto photo, List<Category> categories, Pixels pixels, InspectionPictures pictures) {
    if (photo.outcome(categories) instanceof PhotoOutcome.Detected seen) {
      Raster picture = pixels.of(photo.row());
      double scale = (double) picture.width() / photo.row().widthPx();
      PhotoJudgement whole = seen.judgement();
      PhotoJudgement scaled =
          new PhotoJudgement(
              whole.verdict(),
              whole.coverage(),
              whole.detections().stream()
                  .map(one -> new Detection(one.categoryId(), one.box().scale(scale), one.score()))
                  .toList(),
              whole.skipped(),
              whole.doubts(),
              whole.assumed());
      pictures.offer(seen.photo(), whole, AnnotatedPhoto.draw(picture, scaled, categories));
    }
  }
}
