package io.faultline.pipeline;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.Detector;
import io.faultline.detection.ImageDetections;
import io.faultline.detection.PhotoScan;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.Evaluation;
import io.faultline.evaluation.VerdictCounts;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.network.Libtorch;
import io.faultline.proposal.ProposalCeiling;
import io.faultline.proposal.Proposals;
import io.faultline.provenance.RunSeed;
import io.faultline.region.LabelOptions;
import io.faultline.region.Region;
import io.faultline.region.RegionLabeler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** Measures a detector on photos with truth: objects, photos, regions and the proposal ceiling. */
public final class EvaluationRun {
  /** The published series' later threshold, truth boxes among the regions. */
  private static final LabelOptions REGION_LABELS =
      LabelOptions.DEFAULT.withPositiveIou(0.35).withStrict(true);

  private final Detector detector;
  private final Dataset dataset;
  private final RegionLabeler labeler = new RegionLabeler(REGION_LABELS);

  private EvaluationRun(Detector detector, Dataset dataset) {
    this.detector = detector;
    this.dataset = dataset;
  }

  /** What one photo gave; regions are pairs of truth and prediction. */
  private record Outcome(List<Detection> detections, Proposals proposals, List<int[]> regions) {}

  /**
   * Detects on every photo and compares with the truth. Categories of the dataset are matched to
   * the model's by name.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} where the dataset has no photos,
   *     none can be read, or it shares no category with the model
   */
  public static EvaluationSummary run(
      Detector detector, Dataset dataset, RunSeed seed, RunContext context) {
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    return new EvaluationRun(detector, matched).run(seed, context);
  }

  private EvaluationSummary run(RunSeed seed, RunContext context) {
    PhotoCache photos = new PhotoCache();
    long start = context.nanoTime().getAsLong();
    ReadablePhotos<ImageRecord, Outcome> judged =
        ReadablePhotos.map(
            context,
            "detection",
            dataset.images(),
            ImageRecord::fileName,
            image -> judge(image, photos));
    double seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    judged.requireAny();
    List<ImageDetections> detections = new ArrayList<>();
    Map<Long, Proposals> proposals = new LinkedHashMap<>();
    RegionTally tally = new RegionTally();
    for (ReadablePhotos.Done<ImageRecord, Outcome> photo : judged.done()) {
      long id = photo.photo().id();
      detections.add(new ImageDetections(id, photo.result().detections()));
      proposals.put(id, photo.result().proposals());
      photo.result().regions().forEach(pair -> tally.add(pair[0], pair[1]));
    }
    Dataset read = dataset.filter(image -> proposals.containsKey(image.id()));
    return new EvaluationSummary(
        Evaluation.of(
            read, detections, detector.manifest().threshold(), BootstrapInterval.Options.of(seed)),
        VerdictCounts.of(dataset, detections, detector.manifest().operatingPoint()),
        tally.report(detector.categories(), seed),
        ProposalCeiling.of(read, proposals),
        detections,
        judged.unreadable(),
        seconds);
  }

  private Outcome judge(ImageRecord image, PhotoCache photos) {
    Raster photo = photos.get(image.path());
    PhotoScan scan = detector.scan(photo);
    Proposals proposals = proposals(scan);
    return new Outcome(
        detector.candidates(scan), proposals, regions(image, photo, scan, proposals));
  }

  private static Proposals proposals(PhotoScan scan) {
    Set<Box> boxes = new LinkedHashSet<>();
    scan.tiles().forEach(tile -> boxes.addAll(tile.boxes()));
    return new Proposals(List.copyOf(boxes));
  }

  /** Truth and prediction of every labelled region of a photo, truth boxes included. */
  private List<int[]> regions(
      ImageRecord image, Raster photo, PhotoScan scan, Proposals proposals) {
    Map<Box, Integer> taken = new HashMap<>();
    for (PhotoScan.TileScan tile : scan.tiles()) {
      for (int i = 0; i < tile.boxes().size(); i++) {
        int box = i;
        taken.putIfAbsent(tile.boxes().get(i), decided(c -> tile.probability(box, c)));
      }
    }
    List<Region> labelled = labeler.label(dataset, image, proposals).regions();
    List<Box> truths = labelled.stream().filter(Region::truth).map(Region::box).toList();
    float[][] ofTruths = detector.probabilities(photo, truths);
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < labelled.size(); i++) {
      Region region = labelled.get(i);
      int row = i;
      int predicted =
          region.truth()
              ? decided(c -> ofTruths[row][c])
              : taken.getOrDefault(region.box(), Region.NEGATIVE);
      pairs.add(new int[] {region.label(), predicted});
    }
    return pairs;
  }

  private int decided(IntToDoubleFunction probability) {
    int best = 0;
    List<Category> categories = detector.categories();
    for (int c = 1; c < categories.size(); c++) {
      if (probability.applyAsDouble(c) > probability.applyAsDouble(best)) {
        best = c;
      }
    }
    return probability.applyAsDouble(best) >= detector.decisionPoint(best)
        ? best + 1
        : Region.NEGATIVE;
  }
}
