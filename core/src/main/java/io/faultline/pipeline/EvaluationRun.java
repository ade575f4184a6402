package io.faultline.pipeline;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.Detector;
import io.faultline.detection.ImageDetections;
import io.faultline.detection.PhotoScan;
import io.faultline.evaluation.BootstrapInterval;
import io.faultline.evaluation.Evaluation;
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

  /** What one photo gave, or why it could not be read. */
  private record Outcome(
      ImageRecord image,
      List<Detection> detections,
      Proposals proposals,
      List<int[]> regions,
      String fault) {}

  /**
   * Detects on every photo and compares with the truth. Categories of the dataset are matched to
   * the model's by name.
   *
   * @throws FaultlineException with {@code INPUT} where the dataset has no photos, none can be
   *     read, or it shares no category with the model
   */
  public static EvaluationSummary run(
      Detector detector, Dataset dataset, RunSeed seed, RunContext context) {
    if (dataset.images().isEmpty()) {
      throw new FaultlineException(Problem.INPUT, "the dataset has no photos");
    }
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    return new EvaluationRun(detector, matched).run(seed, context);
  }

  private EvaluationSummary run(RunSeed seed, RunContext context) {
    PhotoCache photos = new PhotoCache();
    long start = context.nanoTime().getAsLong();
    List<Outcome> outcomes =
        Parallel.map(
            context, "detection", "photos", dataset.images(), image -> judge(image, photos));
    double seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    List<ImageDetections> detections = new ArrayList<>();
    List<UnreadablePhoto> unreadable = new ArrayList<>();
    Map<Long, Proposals> proposals = new LinkedHashMap<>();
    RegionTally tally = new RegionTally();
    for (Outcome outcome : outcomes) {
      if (outcome.fault().isEmpty()) {
        detections.add(new ImageDetections(outcome.image().id(), outcome.detections()));
        proposals.put(outcome.image().id(), outcome.proposals());
        outcome.regions().forEach(pair -> tally.add(pair[0], pair[1]));
      } else {
        unreadable.add(new UnreadablePhoto(outcome.image().fileName(), outcome.fault()));
        context.progress().note("left out: " + outcome.fault());
      }
    }
    if (detections.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          "no photo of the dataset can be read; the first: " + unreadable.get(0).reason());
    }
    Dataset read = dataset.filter(image -> proposals.containsKey(image.id()));
    return new EvaluationSummary(
        Evaluation.of(
            read, detections, detector.manifest().threshold(), BootstrapInterval.Options.of(seed)),
        tally.report(detector.categories(), seed),
        ProposalCeiling.of(read, proposals),
        detections,
        unreadable,
        seconds);
  }

  private Outcome judge(ImageRecord image, PhotoCache photos) {
    try {
      Raster photo = photos.get(image.path());
      PhotoScan scan = detector.scan(photo);
      Proposals proposals = proposals(scan);
      return new Outcome(
          image, detector.candidates(scan), proposals, regions(image, photo, scan, proposals), "");
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return new Outcome(image, List.of(), new Proposals(List.of()), List.of(), e.getMessage());
    }
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
    return probability.applyAsDouble(best) >= RegionTally.DECIDED ? best + 1 : Region.NEGATIVE;
  }
}
