package io.faultline.internal.pipeline;

import io.faultline.FaultlineException;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.DetectionTrace;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.detection.PhotoScan;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.Miss;
import io.faultline.internal.evaluation.MissLedger;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.evaluation.VerdictCounts;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.results.TraceJson;
import io.faultline.internal.stage.CategoryMatch;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.SeenPhotos;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/** Measures a detector on photos with truth: objects, photos, regions and the proposal ceiling. */
public final class EvaluationRun {
  /** As in mmalek06 (2024), supplement: IoU above 0.35, labelled boxes among the regions. */
  private static final LabelOptions REGION_LABELS =
      LabelOptions.DEFAULT.withPositiveIou(0.35).withStrict(true);

  /** Regions are reported over all photos, not resampled by photo. */
  private static final int TOGETHER = 0;

  private final RegionDetector detector;
  private final Dataset dataset;
  private final TraceSink traces;
  private final RegionLabeler labeler = new RegionLabeler(REGION_LABELS);

  private EvaluationRun(RegionDetector detector, Dataset dataset, TraceSink traces) {
    this.detector = detector;
    this.dataset = dataset;
    this.traces = traces;
  }

  /**
   * How a detector is measured.
   *
   * @param bootstrap how intervals are drawn; its seed decides everything random
   * @param trace the file that every photo's trace goes to, if any
   */
  public record Options(BootstrapInterval.Options bootstrap, Optional<Path> trace) {
    /** Groups of photos as their names tell, and no file of traces. */
    public static Options of(RunSeed seed) {
      return new Options(BootstrapInterval.Options.of(seed, GroupRule.auto()), Optional.empty());
    }
  }

  /** Other machines that judge photos. */
  public interface Helpers {
    /**
     * Judges parts of the dataset, each with {@link #part}.
     *
     * @param parts names of parts
     * @return what each gave, in their order
     */
    List<byte[]> judge(List<String> parts);
  }

  /** What one photo gave. */
  record Outcome(
      List<Detection> detections,
      Coverage coverage,
      List<RegionTally.Judged> regions,
      List<Miss> misses) {}

  /**
   * Detects on every photo and compares with the truth. Categories of the dataset are matched to
   * the model's by name.
   *
   * @throws io.faultline.FaultlineException with {@code INPUT} where the dataset has no photos,
   *     none can be read, or it shares no category with the model
   */
  public static EvaluationSummary run(
      RegionDetector detector, Dataset dataset, RunSeed seed, RunContext context) {
    return run(detector, dataset, Options.of(seed), context);
  }

  /**
   * As {@link #run(RegionDetector, Dataset, Options, RunContext)}, on photos that ought to be new
   * to the model: those that look like photos of its training are noted and stand in the summary.
   */
  public static EvaluationSummary test(
      RegionDetector detector, Dataset dataset, Options options, RunContext context) {
    SeenPhotos seen = SeenPhotos.of(detector.photos(), dataset, context);
    seen.warnings().forEach(line -> context.progress().note("warning: " + line));
    return run(detector, dataset, options, context).withSeen(seen);
  }

  /** As {@link #test(RegionDetector, Dataset, Options, RunContext)}, where helpers judge photos. */
  public static EvaluationSummary test(
      RegionDetector detector,
      Dataset dataset,
      Options options,
      Helpers helpers,
      RunContext context) {
    SeenPhotos seen = SeenPhotos.of(detector.photos(), dataset, context);
    seen.warnings().forEach(line -> context.progress().note("warning: " + line));
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    return new EvaluationRun(detector, matched, TraceSink.NONE)
        .run(options.bootstrap(), Optional.of(helpers), context)
        .withLabelsDropped(dataset.objects() - matched.objects())
        .withSeen(seen);
  }

  /**
   * Judges a part of a dataset for {@link Helpers}.
   *
   * @param part as the helpers got it
   */
  public static byte[] part(
      RegionDetector detector, Dataset dataset, Options options, String part, RunContext context) {
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    EvaluationRun run = new EvaluationRun(detector, matched, TraceSink.NONE);
    RegionTally tally = new RegionTally(matched.images().size(), options.bootstrap().seed());
    List<ImageRecord> images = EvaluationParts.images(matched, part);
    return EvaluationParts.encode(images, run.judged(images, tally, context));
  }

  /** As {@link #run(RegionDetector, Dataset, RunSeed, RunContext)}, in a way that is asked for. */
  public static EvaluationSummary run(
      RegionDetector detector, Dataset dataset, Options options, RunContext context) {
    Libtorch.useThreads(context.threads());
    Dataset matched = CategoryMatch.of(dataset, detector.categories());
    Function<TraceSink, EvaluationSummary> run =
        sink ->
            new EvaluationRun(detector, matched, sink)
                .run(options.bootstrap(), Optional.empty(), context);
    TraceJson.Header header =
        new TraceJson.Header(detector.categories(), detector.manifest().thresholds());
    return options
        .trace()
        .map(file -> TraceSink.to(file, header, matched, run))
        .orElseGet(() -> run.apply(TraceSink.NONE))
        .withLabelsDropped(dataset.objects() - matched.objects());
  }

  private ReadablePhotos<ImageRecord, Outcome> judged(
      List<ImageRecord> images, RegionTally tally, RunContext context) {
    PhotoCache photos = new PhotoCache();
    return ReadablePhotos.map(
        context, "detection", images, ImageRecord::fileName, image -> judge(image, photos, tally));
  }

  private EvaluationSummary run(
      BootstrapInterval.Options bootstrap, Optional<Helpers> helpers, RunContext context) {
    RegionTally tally = new RegionTally(dataset.images().size(), bootstrap.seed());
    long start = context.nanoTime().getAsLong();
    ReadablePhotos<ImageRecord, Outcome> judged =
        helpers
            .map(those -> EvaluationParts.judged(dataset, those, context))
            .orElseGet(() -> judged(dataset.images(), tally, context));
    double seconds = (context.nanoTime().getAsLong() - start) / 1e9;
    judged.requireAny();
    List<ImageDetections> detections = new ArrayList<>();
    List<Coverage> coverage = new ArrayList<>();
    List<Miss> misses = new ArrayList<>();
    for (ReadablePhotos.Done<ImageRecord, Outcome> photo : judged.done()) {
      detections.add(new ImageDetections(photo.photo().id(), photo.result().detections()));
      coverage.add(photo.result().coverage());
      misses.addAll(photo.result().misses());
      photo.result().regions().forEach(tally::add);
    }
    Dataset read =
        new Dataset(dataset.categories(), coverage.stream().map(Coverage::image).toList());
    Evaluation evaluation =
        Evaluation.of(read, detections, detector.manifest().thresholds(), bootstrap);
    return new EvaluationSummary(
        read,
        evaluation,
        VerdictCounts.of(dataset, detections, detector.manifest().operatingPoint()),
        MissLedger.of(evaluation.objects(), misses),
        tally.report(detector.categories()),
        ProposalCeiling.of(coverage),
        detections,
        judged.unreadable(),
        SeenPhotos.NONE,
        seconds);
  }

  private Outcome judge(ImageRecord image, PhotoCache photos, RegionTally tally) {
    Raster photo = read(image, photos);
    PhotoScan scan = detector.scan(photo);
    DetectionTrace trace = detector.trace(scan);
    traces.put(image, trace);
    Proposals proposals = proposals(scan);
    return new Outcome(
        trace.detections(),
        Coverage.of(image, proposals),
        tally.sample(image.id(), regions(image, photo, scan, proposals)),
        MissLedger.of(image, dataset.categories(), trace, detector.manifest().thresholds()));
  }

  private Raster read(ImageRecord image, PhotoCache photos) {
    try {
      return photos.get(image);
    } catch (FaultlineException e) {
      traces.skip(image);
      throw e;
    }
  }

  private static Proposals proposals(PhotoScan scan) {
    Set<Box> boxes = new LinkedHashSet<>();
    scan.tiles().forEach(tile -> boxes.addAll(tile.boxes()));
    return new Proposals(List.copyOf(boxes));
  }

  /** What every labelled region of a photo is taken for, truth boxes included. */
  private List<RegionTally.Judged> regions(
      ImageRecord image, Raster photo, PhotoScan scan, Proposals proposals) {
    Map<Box, IntToDoubleFunction> proposed = new HashMap<>();
    for (PhotoScan.TileScan tile : scan.tiles()) {
      for (int i = 0; i < tile.boxes().size(); i++) {
        int box = i;
        proposed.putIfAbsent(tile.boxes().get(i), c -> tile.probability(box, c));
      }
    }
    List<Region> labelled = labeler.label(dataset, image, proposals).regions();
    List<Box> truths = labelled.stream().filter(Region::truth).map(Region::box).toList();
    float[][] ofTruths = detector.probabilities(photo, truths);
    List<RegionTally.Judged> judged = new ArrayList<>();
    for (int i = 0; i < labelled.size(); i++) {
      Region region = labelled.get(i);
      int row = i;
      IntToDoubleFunction probability =
          region.truth() ? c -> ofTruths[row][c] : proposed.getOrDefault(region.box(), c -> 0);
      judged.add(judged(region.label(), probability));
    }
    return judged;
  }

  private RegionTally.Judged judged(int label, IntToDoubleFunction probability) {
    int best = 0;
    List<Category> categories = detector.categories();
    for (int c = 1; c < categories.size(); c++) {
      if (probability.applyAsDouble(c) > probability.applyAsDouble(best)) {
        best = c;
      }
    }
    double likeliest = probability.applyAsDouble(best);
    return new RegionTally.Judged(
        new RegionAnswer(TOGETHER, label, best + 1, likeliest),
        likeliest >= detector.decisionPoint(best) ? best + 1 : Region.NEGATIVE);
  }
}
