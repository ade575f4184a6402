package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.Detector;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.TileHelpers;
import io.faultline.image.ImageReader;
import io.faultline.image.ImageWriter;
import io.faultline.image.PhotoReading;
import io.faultline.image.Raster;
import io.faultline.image.ReadOptions;
import io.faultline.network.Libtorch;
import io.faultline.pipeline.PhotoFiles.PhotoFile;
import io.faultline.report.AnnotatedPhoto;
import io.faultline.report.DetectionCsv;
import io.faultline.report.DetectionJson;
import io.faultline.report.HtmlReport;
import io.faultline.report.InspectionPictures;
import io.faultline.report.InspectionReport;
import io.faultline.report.PhotoOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
   * @param draw whether annotated copies are written, each under the photo's name with {@code .jpg}
   *     behind it; of a name that no file can have, a part and a hash
   */
  public static List<PhotoOutcome> run(
      Detector detector,
      List<PhotoFile> photos,
      ReadOptions reading,
      Path out,
      boolean draw,
      RunContext context) {
    Libtorch.useThreads(context.threads());
    Map<String, Path> pictures =
        PictureNames.of(draw ? photos.stream().map(PhotoFile::name).toList() : List.of());
    PhotoMemory memory = new PhotoMemory();
    InspectionPictures shown = new InspectionPictures();
    List<PhotoOutcome> outcomes =
        Parallel.map(
            context,
            "detection",
            "photos",
            photos,
            photo ->
                outcome(
                    photo,
                    () ->
                        memory.work(
                            photo.name(),
                            () ->
                                detect(
                                    detector,
                                    photo,
                                    reading,
                                    Optional.ofNullable(pictures.get(photo.name()))
                                        .map(out.resolve("photos")::resolve),
                                    shown,
                                    context)),
                    context));
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

  private static PhotoOutcome detect(
      Detector detector,
      PhotoFile photo,
      ReadOptions reading,
      Optional<Path> picture,
      InspectionPictures shown,
      RunContext context) {
    photo.fault().ifPresent(DetectionRun::refuse);
    PhotoReading read = ImageReader.examine(photo.path(), reading);
    Raster raster = read.raster();
    PhotoJudgement judgement =
        detector.judge(read, new TileHelpers(context.workers(), context.threads() - 1));
    if (Math.max(raster.width(), raster.height()) <= ImageWriter.MAX_JPEG_SIDE_PX) {
      picture.ifPresent(
          file -> {
            Raster drawing = AnnotatedPhoto.draw(raster, judgement, detector.categories());
            ImageWriter.writeDrawing(file, drawing);
            shown.offer(photo.name(), judgement, drawing);
          });
    } else if (picture.isPresent()) {
      context
          .progress()
          .note(
              "not drawn: "
                  + photo.name()
                  + ": a side is longer than a JPEG can have, "
                  + ImageWriter.MAX_JPEG_SIDE_PX
                  + " pixels");
    }
    judgement
        .skipped()
        .forEach(line -> context.progress().note("skipped: " + photo.name() + ": " + line));
    judgement
        .doubts()
        .forEach(line -> context.progress().note("doubtful: " + photo.name() + ": " + line));
    return new PhotoOutcome.Detected(
        photo.name(), raster.width(), raster.height(), judgement, detector.categories());
  }

  /** The photo's outcome, which a fault of the photo is, too. */
  private static PhotoOutcome outcome(
      PhotoFile photo, Supplier<PhotoOutcome> work, RunContext context) {
    try {
      return work.get();
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      String line = new UnreadablePhoto(photo.name(), e.getMessage()).line();
      context.progress().note("left out: " + line);
      return new PhotoOutcome.Unreadable(photo.name(), line);
    }
  }

  private static void refuse(String fault) {
    throw new FaultlineException(Problem.INPUT, fault);
  }
}
