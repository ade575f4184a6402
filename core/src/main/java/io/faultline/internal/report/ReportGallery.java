package io.faultline.internal.report;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.pictures.AnnotatedPhoto;
import io.faultline.internal.pictures.Picture;
import io.faultline.internal.report.ReportBlock.Gallery;
import io.faultline.internal.report.ReportBlock.GalleryPhoto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Chooses the photos that teach most about a detector, and draws what it found on them. */
public final class ReportGallery {
  private static final Comparator<Judged> WORST_FIRST =
      Comparator.comparingLong((Judged photo) -> photo.rates().misses())
          .thenComparingLong(photo -> photo.rates().falseAlarms())
          .reversed()
          .thenComparing(photo -> photo.image().fileName());

  private static final Comparator<Judged> BEST_FIRST =
      Comparator.comparingLong(
              (Judged photo) -> photo.rates().misses() + photo.rates().falseAlarms())
          .thenComparing(
              Comparator.comparingLong((Judged photo) -> photo.rates().hits()).reversed())
          .thenComparing(photo -> photo.image().fileName());

  private ReportGallery() {}

  private record Judged(ImageRecord image, List<Detection> kept, ObjectRates rates) {}

  /**
   * The worst photos, and for a quarter of the places the best. Only the chosen photos are read,
   * one at a time.
   *
   * @param truth the photos with their truth
   * @param detections of these photos, by anyone's detector
   * @param thresholds from which scores detections are drawn and counted
   * @param most how many photos at most
   * @param reader gives a photo's pixels
   */
  public static Gallery of(
      Dataset truth,
      List<ImageDetections> detections,
      Thresholds thresholds,
      int most,
      Function<ImageRecord, Raster> reader) {
    List<Judged> judged = judge(truth, detections, thresholds);
    judged.sort(WORST_FIRST);
    int worst = Math.min(judged.size(), most - most / 4);
    List<Judged> chosen = new ArrayList<>(judged.subList(0, worst));
    judged.subList(worst, judged.size()).stream()
        .sorted(BEST_FIRST)
        .limit(most - worst)
        .forEach(chosen::add);
    List<GalleryPhoto> photos = new ArrayList<>();
    for (Judged photo : chosen) {
      Raster drawn =
          AnnotatedPhoto.draw(
              reader.apply(photo.image()),
              photo.image().annotations(),
              photo.kept(),
              truth.categories());
      ObjectRates rates = photo.rates();
      photos.add(
          new GalleryPhoto(
              photo.image().fileName(),
              rates.hits(),
              rates.misses(),
              rates.falseAlarms(),
              Picture.of(drawn)));
    }
    return new Gallery(photos);
  }

  private static List<Judged> judge(
      Dataset truth, List<ImageDetections> detections, Thresholds thresholds) {
    Map<Long, List<Detection>> byImage = new HashMap<>();
    for (ImageDetections image : detections) {
      byImage.computeIfAbsent(image.imageId(), id -> new ArrayList<>()).addAll(image.detections());
    }
    List<Judged> judged = new ArrayList<>();
    for (ImageRecord image : truth.images()) {
      List<Detection> kept =
          byImage.getOrDefault(image.id(), List.of()).stream().filter(thresholds::reports).toList();
      Dataset alone = new Dataset(truth.categories(), List.of(image));
      ObjectRates rates =
          ObjectRates.of(alone, List.of(new ImageDetections(image.id(), kept)), thresholds);
      judged.add(new Judged(image, kept, rates));
    }
    return judged;
  }
}
