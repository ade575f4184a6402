package io.faultline.internal.pipeline;

import io.faultline.Progress;
import io.faultline.detection.PhotoOutcome;
import io.faultline.image.Raster;
import io.faultline.internal.detection.PhotoInspector;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.photos.PhotoFiles.PhotoFile;
import io.faultline.internal.photos.PictureNames;
import io.faultline.internal.pictures.AnnotatedPhoto;
import io.faultline.internal.pictures.InspectionPictures;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.report.HtmlReport;
import io.faultline.internal.report.InspectionReport;
import io.faultline.internal.results.DetectionCsv;
import io.faultline.internal.results.DetectionJson;
import io.faultline.internal.stage.Parallel;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Detects on loose photos and writes what was found: {@code detections.json}, {@code
 * detections.csv}, {@code photos.csv} with a verdict for each, an annotated copy of every photo
 * under {@code photos/}, and {@code report.html} for the person who acts on it. A photo that cannot
 * be read is reported in its place and the others go on; of a damaged one, what could be decoded is
 * looked at.
 */
public final class DetectionRun {
  private DetectionRun() {}

  /**
   * What came of every photo, in their order.
   *
   * @param reading limits and EXIF rule; boxes refer to the pixels it gives
   * @param draw whether annotated copies are written, each under the photo's name, with {@code
   *     .jpg} behind it where that is no JPEG's; of a name that no file can have, a part and a hash
   */
  public static List<PhotoOutcome> run(
      RegionDetector detector,
      List<PhotoFile> photos,
      ReadOptions reading,
      Path out,
      boolean draw,
      RunContext context) {
    Libtorch.useThreads(context.threads());
    Map<String, Path> pictures =
        PictureNames.of(
            draw ? photos.stream().map(PhotoFile::name).toList() : List.of(),
            out.resolve("photos"));
    InspectionPictures shown = new InspectionPictures();
    PhotoInspector inspector =
        new PhotoInspector(
            detector, reading, new TileHelpers(context.workers(), context.threads() - 1));
    PhotoInspector.Viewer nobody = (pixels, seen) -> {};
    List<PhotoOutcome> outcomes =
        Parallel.map(
            context,
            "detection",
            "photos",
            photos,
            photo -> {
              PhotoInspector.Viewer viewer =
                  Optional.ofNullable(pictures.get(photo.name()))
                      .map(out.resolve("photos")::resolve)
                      .map(file -> drawer(file, shown, context.progress()))
                      .orElse(nobody);
              PhotoOutcome outcome = inspect(inspector, photo, viewer);
              note(outcome, context.progress());
              return outcome;
            });
    DetectionJson.writePhotos(out.resolve("detections.json"), outcomes);
    DetectionCsv.write(
        out.resolve("detections.csv"),
        outcomes.stream()
            .filter(PhotoOutcome.Detected.class::isInstance)
            .map(PhotoOutcome.Detected.class::cast)
            .toList());
    DetectionCsv.writePhotos(out.resolve("photos.csv"), outcomes);
    HtmlReport.write(
        out.resolve("report.html"),
        InspectionReport.of(outcomes, detector.manifest().operatingPoint(), shown));
    return outcomes;
  }

  private static PhotoOutcome inspect(
      PhotoInspector inspector, PhotoFile photo, PhotoInspector.Viewer viewer) {
    if (photo.fault().isPresent()) {
      return PhotoOutcome.Unreadable.of(photo.name(), photo.fault().get());
    }
    return inspector.inspect(photo.name(), photo.path(), viewer);
  }

  /** Writes the annotated copy of a photo. */
  private static PhotoInspector.Viewer drawer(
      Path file, InspectionPictures shown, Progress progress) {
    return (pixels, seen) -> {
      if (Math.max(pixels.width(), pixels.height()) <= ImageWriter.MAX_JPEG_SIDE_PX) {
        Raster drawing = AnnotatedPhoto.draw(pixels, seen.judgement(), seen.categories());
        ImageWriter.writeDrawing(file, drawing);
        shown.offer(seen.photo(), seen.judgement(), drawing);
      } else {
        progress.note(
            "not drawn: "
                + seen.photo()
                + ": a side is longer than a JPEG can have, "
                + ImageWriter.MAX_JPEG_SIDE_PX
                + " pixels");
      }
    };
  }

  /** One line for everything that a person must know of a photo beside its verdict. */
  private static void note(PhotoOutcome outcome, Progress progress) {
    if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
      progress.note("left out: " + unreadable.reason());
    } else if (outcome instanceof PhotoOutcome.Detected seen) {
      seen.judgement()
          .skipped()
          .forEach(line -> progress.note("skipped: " + seen.photo() + ": " + line));
      seen.judgement()
          .doubts()
          .forEach(line -> progress.note("doubtful: " + seen.photo() + ": " + line));
    }
  }
}
