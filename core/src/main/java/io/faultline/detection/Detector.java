package io.faultline.detection;

import io.faultline.classifier.RegionClassifier;
import io.faultline.classifier.XgBoostClassifier;
import io.faultline.dataset.Category;
import io.faultline.feature.RegionEncoder;
import io.faultline.geometry.Box;
import io.faultline.geometry.Nms;
import io.faultline.image.Raster;
import io.faultline.image.Warp;
import io.faultline.network.RegionNetwork;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.ProposalGenerators;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds objects in photos: proposals, features, probabilities, suppression. Holds native memory
 * until {@link #close()}; may be used from several threads at once.
 *
 * <pre>{@code
 * try (Detector detector = Detector.load(Path.of("runs/quay/model"))) {
 *   List<Detection> cracks = detector.detect(ImageReader.read(Path.of("wall.jpg")));
 * }
 * }</pre>
 */
public final class Detector implements AutoCloseable {
  private final BundleManifest manifest;
  private final RegionNetwork network;
  private final ProposalGenerator generator;
  private final RegionEncoder encoder;
  private final RegionClassifier classifier;
  private final Runnable release;

  private Detector(DetectorBundle bundle) {
    this.manifest = bundle.manifest();
    this.generator = ProposalGenerators.parse(manifest.proposals(), manifest.proposalBudget());
    this.network = RegionNetwork.of(manifest.network(), bundle.weights());
    this.encoder = manifest.encoder().encoder(network);
    if (manifest.classifier() == ClassifierKind.XGBOOST) {
      XgBoostClassifier trees = bundle.trees();
      this.classifier = trees;
      this.release = trees::close;
    } else {
      this.classifier = bundle.head();
      this.release = () -> {};
    }
  }

  /**
   * A detector from its file.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} where the file is not a model that
   *     this program knows
   */
  public static Detector load(Path bundle) {
    return of(DetectorBundle.read(bundle));
  }

  /** A detector from a bundle in memory. */
  public static Detector of(DetectorBundle bundle) {
    return new Detector(bundle);
  }

  /** What the detector is made of. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** The classes it finds. */
  public List<Category> categories() {
    return manifest.categories();
  }

  /**
   * The objects of a photo at or above the model's threshold, in {@link Detection#ORDER}. Photos
   * longer than the model's tile side are read in overlapping tiles that cover all of it, and boxes
   * that a seam cut come out whole.
   */
  public List<Detection> detect(Raster photo) {
    return candidates(photo).stream().filter(d -> d.score() >= manifest.threshold()).toList();
  }

  /** As {@link #detect}, but down to the lowest score kept: what evaluation needs. */
  public List<Detection> candidates(Raster photo) {
    DetectorOptions options = manifest.options();
    TilePlan plan =
        TilePlan.of(photo.width(), photo.height(), options.tileSide(), options.tileOverlap());
    if (plan.tiles().size() == 1) {
      return candidates(photo, generator.propose(photo));
    }
    List<List<Detection>> found = new ArrayList<>();
    for (Tile tile : plan.tiles()) {
      Raster part = Warp.crop(photo, tile.box());
      found.add(
          candidates(part, generator.propose(part)).stream()
              .map(d -> new Detection(d.categoryId(), d.box().shift(tile.x(), tile.y()), d.score()))
              .toList());
    }
    return best(SeamMerger.of(options.nmsIou()).merge(plan, found));
  }

  /** The objects among given boxes of a photo that is not tiled, down to the lowest score kept. */
  public List<Detection> candidates(Raster photo, Proposals proposals) {
    List<Box> boxes = proposals.boxes();
    float[][] probabilities = classifier.probabilities(encoder.encode(photo, boxes));
    List<Detection> kept = new ArrayList<>();
    for (int c = 0; c < manifest.categories().size(); c++) {
      kept.addAll(suppressed(boxes, probabilities, c));
    }
    return best(kept);
  }

  /** The boxes of one class that survive suppression. */
  private List<Detection> suppressed(List<Box> boxes, float[][] probabilities, int c) {
    List<Box> likely = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      if (probabilities[i][c] >= manifest.options().minScore()) {
        likely.add(boxes.get(i));
        scores.add((double) probabilities[i][c]);
      }
    }
    double[] flat = scores.stream().mapToDouble(Double::doubleValue).toArray();
    List<Detection> kept = new ArrayList<>();
    for (int i : Nms.greedy(likely, flat, manifest.options().nmsIou())) {
      kept.add(new Detection(manifest.categories().get(c).id(), likely.get(i), flat[i]));
    }
    return kept;
  }

  private List<Detection> best(List<Detection> detections) {
    return detections.stream()
        .sorted(Detection.ORDER)
        .limit(manifest.options().maxDetections())
        .toList();
  }

  @Override
  public void close() {
    release.run();
    network.close();
  }
}
