package io.faultline.internal.training;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.detection.MovedBoxes;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.PairedComparison;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionLabeler;
import io.faultline.internal.regression.OverlapEstimator;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.DetectionStage;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.Piece;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContext;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Teaches a detector how well its moved boxes fit, and lets held-out photos say whether its scores
 * are worse for it.
 *
 * @param dataset the pieces of all photos
 */
record OverlapStage(
    PipelineConfig config,
    Dataset dataset,
    PhotoCache photos,
    PhotoFaults faults,
    RunContext context) {

  /** Floats that are learnt from, at most: 64 MB. */
  private static final int MAX_VALUES = 1 << 24;

  /** A box fits where it overlaps an object by half. */
  private static final LabelOptions FITS = LabelOptions.DEFAULT.withTruth(false);

  /** What is learnt from. */
  private record Samples(List<float[]> rows, List<Double> fits) {}

  /**
   * The detector with a second score, or as it is where that does not help or cannot be learnt.
   *
   * @param learnt the pieces to learn from
   * @param judged the held-out photos; none say nothing against it
   */
  DetectorBundle run(
      DetectorBundle bundle, List<Piece> learnt, ProposalStage.Result proposed, Dataset judged) {
    if (!config.regression().overlap()
        || !config.regression().enabled()
        || config.detection().refinements() == 0) {
      return bundle;
    }
    int dimension = bundle.manifest().network().featureDimension();
    Samples samples = samples(bundle, learnt, proposed, dimension);
    boolean both = samples.fits().contains(0.0) && samples.fits().contains(1.0);
    if (!both) {
      return bundle;
    }
    OverlapEstimator overlap =
        OverlapEstimator.fit(
            FeatureMatrix.ofRows(dimension, samples.rows()),
            samples.fits().stream().mapToDouble(Double::doubleValue).toArray());
    return judged.images().isEmpty() ? bundle.with(overlap) : chosen(bundle, overlap, judged);
  }

  private Samples samples(
      DetectorBundle bundle, List<Piece> pieces, ProposalStage.Result proposed, int dimension) {
    Samples samples = new Samples(new ArrayList<>(), new ArrayList<>());
    int most = Math.max(1, MAX_VALUES / dimension / Math.max(1, pieces.size()));
    context.progress().begin("overlap", pieces.size(), "photos");
    try (RegionDetector detector = RegionDetector.of(bundle, config.network().compute())) {
      for (int i = 0; i < pieces.size(); i++) {
        Piece piece = pieces.get(i);
        List<Box> boxes = proposed.of(piece.record()).boxes();
        MovedBoxes moved = detector.movedBoxes(piece.raster(photos), boxes);
        if (faults.accepts(piece.record().id(), moved.features())) {
          add(piece.record(), moved, most, samples);
        }
        context.progress().advance(i + 1);
      }
    }
    context.progress().end();
    return samples;
  }

  /** At most so many boxes of a piece, of all ranks alike. */
  private void add(ImageRecord record, MovedBoxes moved, int most, Samples samples) {
    List<Region> regions =
        new RegionLabeler(FITS)
            .label(dataset, record, new Proposals(moved.boxes(), List.of()))
            .regions();
    int step = Math.max(1, -Math.floorDiv(-regions.size(), most));
    int row = 0;
    for (int i = 0; i < regions.size(); i++) {
      while (!moved.boxes().get(row).equals(regions.get(i).box())) {
        row++; // The labeler leaves boxes out that lie in crowds.
      }
      if (i % step == 0) {
        samples.rows().add(moved.features().row(row));
        samples.fits().add(regions.get(i).positive() ? 1.0 : 0.0);
      }
      row++;
    }
  }

  /** With the second score, unless the held-out photos say clearly that AP is lower with it. */
  private DetectorBundle chosen(DetectorBundle bundle, OverlapEstimator overlap, Dataset judged) {
    DetectorBundle with = bundle.with(overlap);
    DetectionStage.Result without = found(bundle, judged);
    Optional<PairedComparison.Difference> ap =
        PairedComparison.of(
                without.read(),
                found(with, judged).detections(),
                Thresholds.all(0),
                without.detections(),
                Thresholds.all(0),
                BootstrapInterval.Options.of(new RunSeed(config.seed())))
            .differences()
            .stream()
            .filter(one -> one.name().equals(Evaluation.AP))
            .findFirst();
    boolean worse = ap.filter(one -> one.verdict() == PairedComparison.Verdict.WORSE).isPresent();
    ap.ifPresent(
        one ->
            context
                .progress()
                .note(
                    String.format(
                        Locale.ROOT,
                        "overlap: AP on held-out photos is %.3f with it and %.3f without (%s): %s",
                        one.ours(),
                        one.theirs(),
                        one.verdict().words(),
                        worse ? "left out" : "used")));
    return worse ? bundle : with;
  }

  private DetectionStage.Result found(DetectorBundle bundle, Dataset judged) {
    try (RegionDetector detector = RegionDetector.of(bundle, config.network().compute())) {
      return DetectionStage.run(detector, judged, photos, context);
    }
  }
}
