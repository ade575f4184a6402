package io.faultline.internal.detection;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Suppression;
import io.faultline.internal.bundle.TrainingPhotos;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.concurrent.CallGate;
import io.faultline.internal.image.Warp;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.regression.OverlapEstimator;
import io.faultline.internal.tiling.SeamMerger;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds objects in photos: proposals, features, probabilities, box regression, suppression. May be
 * used from several threads at once. Holds native memory until {@link #close()}, which waits for
 * calls in flight; later calls throw {@link IllegalStateException}.
 *
 * <pre>{@code
 * try (RegionDetector detector = RegionDetector.load(Path.of("runs/quay/model"))) {
 *   List<Detection> cracks = detector.detect(ImageReader.read(Path.of("wall.jpg")));
 * }
 * }</pre>
 */
public final class RegionDetector implements AutoCloseable {
  private final BundleManifest manifest;
  private final TrainingPhotos photos;
  private final RegionNetwork network;
  private final ProposalGenerator generator;
  private final RegionClassifier classifier;
  private final TileScanner scanner;
  private final CallGate gate = new CallGate("detector");
  private final PhotoInspector inspector;

  private RegionDetector(DetectorBundle bundle, Compute compute) {
    this.manifest = bundle.manifest();
    this.photos = bundle.photos();
    this.generator = manifest.generator();
    this.classifier = bundle.classifier();
    Optional<BoxRegressor> regressor = bundle.regressor();
    Optional<OverlapEstimator> overlap = bundle.overlap();
    this.network = RegionNetwork.of(manifest.network(), bundle.weights(), compute);
    this.scanner =
        new TileScanner(
            manifest.encoder().encoder(network),
            classifier,
            regressor,
            overlap,
            manifest.categories(),
            manifest.options());
    this.inspector =
        new PhotoInspector(this, ReadOptions.DEFAULT.with(manifest.exif()), TileHelpers.NONE);
  }

  /**
   * A detector from its file.
   *
   * @throws io.faultline.FaultlineException with {@code MODEL} where the file is not a model that
   *     this program knows
   */
  public static RegionDetector load(Path bundle) {
    return load(bundle, Compute.AUTO);
  }

  /**
   * As {@link #load(Path)}, computing as asked.
   *
   * @throws io.faultline.FaultlineException also with {@code USAGE} where the device is missing
   */
  public static RegionDetector load(Path bundle, Compute compute) {
    return of(DetectorBundle.read(bundle), compute);
  }

  /** A detector from a bundle in memory, computing as fits the machine. */
  public static RegionDetector of(DetectorBundle bundle) {
    return of(bundle, Compute.AUTO);
  }

  /** As {@link #of(DetectorBundle)}, computing as asked. */
  public static RegionDetector of(DetectorBundle bundle, Compute compute) {
    return new RegionDetector(bundle, compute);
  }

  /** What the detector is made of. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** What the photos of its training look like, where its model knows. */
  public TrainingPhotos photos() {
    return photos;
  }

  /** The classes it finds. */
  public List<Category> categories() {
    return manifest.categories();
  }

  /**
   * What came of a photo in a file: its verdict and objects, or why it cannot be read. The photo is
   * read as the model's training photos were.
   */
  public PhotoOutcome inspect(Path photo) {
    return inspector.inspect(String.valueOf(photo.getFileName()), photo);
  }

  /**
   * As {@link #inspect(Path)}, of a photo in memory.
   *
   * @param name what the outcome calls it
   * @param photo the bytes of a file
   */
  public PhotoOutcome inspect(String name, byte[] photo) {
    return inspector.inspect(name, photo);
  }

  /**
   * As {@link #inspect(Path)}, of a photo that a stream gives; it is read to its end and stays
   * open. A stream that fails gives a photo that cannot be read.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, InputStream photo) {
    try {
      return inspect(name, photo.readAllBytes());
    } catch (IOException e) {
      return PhotoOutcome.Unreadable.of(name, name + ": cannot be read (" + IoReason.of(e) + ")");
    }
  }

  /**
   * As {@link #inspect(Path)}, of a decoded photo. Its pixels are taken as they lie: where the
   * model's training photos were turned upright, the caller turns this one.
   *
   * @param name what the outcome calls it
   */
  public PhotoOutcome inspect(String name, BufferedImage photo) {
    return inspect(name, Raster.of(photo));
  }

  /** As {@link #inspect(String, BufferedImage)}, of pixels. */
  public PhotoOutcome inspect(String name, Raster photo) {
    return inspector.inspect(name, photo);
  }

  /**
   * The objects of a photo at or above the model's threshold, in {@link Detection#ORDER}. Photos
   * longer than the model's tile side are read in overlapping tiles that cover all of it, and boxes
   * that a seam cut come out whole.
   */
  public List<Detection> detect(Raster photo) {
    return reported(candidates(photo), manifest.operatingPoint());
  }

  /**
   * The verdict on a photo, with the detections of {@link #detect} and the share of the photo that
   * was looked at. A tile of a large photo that cannot be scanned is skipped and listed.
   */
  public PhotoJudgement judge(Raster photo) {
    return judge(PhotoReading.whole(photo));
  }

  /**
   * As {@link #judge(Raster)} of a photo as it came out of its file: one that was not decoded as a
   * whole, or whose file left a doubt, is never {@link Verdict#CLEAN}.
   */
  public PhotoJudgement judge(PhotoReading reading) {
    return judge(reading, TileHelpers.NONE);
  }

  /** As {@link #judge(PhotoReading)}, with threads that help where the photo has several tiles. */
  public PhotoJudgement judge(PhotoReading reading, TileHelpers helpers) {
    return judge(reading, helpers, manifest.operatingPoint());
  }

  /** As {@link #judge(PhotoReading, TileHelpers)}, from other scores on than the model's own. */
  public PhotoJudgement judge(PhotoReading reading, TileHelpers helpers, OperatingPoint point) {
    Raster photo = reading.raster();
    TilePlan plan = plan(photo);
    TileSweep sweep = sweep(plan, tile -> scan(photo, plan, tile).candidatesOnly(), helpers);
    return judgement(reading, sweep, candidates(sweep.scan()), point);
  }

  /**
   * What a photo shows, and every region that was scored.
   *
   * @param judgement as {@link #judge(PhotoReading)} gives it
   * @param candidates as {@link #candidates(Raster)} gives them, without those of skipped tiles
   * @param scan the regions of every tile
   */
  public record Examination(PhotoJudgement judgement, List<Detection> candidates, PhotoScan scan) {
    /** Copies the list. */
    public Examination {
      candidates = List.copyOf(candidates);
    }
  }

  /** Judges a photo and keeps all that was scored: what an inspector who corrects boxes needs. */
  public Examination examine(PhotoReading reading, TileHelpers helpers) {
    Raster photo = reading.raster();
    TilePlan plan = plan(photo);
    TileSweep sweep = sweep(plan, tile -> scan(photo, plan, tile), helpers);
    List<Detection> found = candidates(sweep.scan());
    return new Examination(
        judgement(reading, sweep, found, manifest.operatingPoint()), found, sweep.scan());
  }

  private static PhotoJudgement judgement(
      PhotoReading reading, TileSweep sweep, List<Detection> candidates, OperatingPoint point) {
    List<Detection> found = reported(candidates, point);
    // At least this share was both decoded and looked at, wherever the two parts lie.
    double coverage = Math.max(0, reading.decoded() + sweep.coverage() - 1);
    return new PhotoJudgement(
        point.judge(found, coverage, !reading.doubts().isEmpty()),
        coverage,
        found,
        sweep.skipped(),
        reading.doubts(),
        reading.assumptions());
  }

  private TileSweep sweep(
      TilePlan plan, Function<Tile, PhotoScan.TileScan> scanner, TileHelpers helpers) {
    try (CallGate.Call call = gate.enter()) {
      return TileSweep.of(plan, scanner, helpers);
    }
  }

  /** As {@link #detect}, but down to the lowest score kept: what evaluation needs. */
  public List<Detection> candidates(Raster photo) {
    return candidates(scan(photo));
  }

  /** What comes of a scan: suppression in every tile, whole boxes over seams, the best kept. */
  public List<Detection> candidates(PhotoScan scan) {
    List<List<Detection>> found = scan.tiles().stream().map(this::suppressed).toList();
    return SeamMerger.of(manifest.options().nmsIou()).merge(scan.plan(), found).stream()
        .limit(manifest.options().maxDetections())
        .toList();
  }

  /**
   * What happened to every proposal of a photo; its detections are those of {@link #candidates}.
   */
  public DetectionTrace trace(Raster photo) {
    return trace(scan(photo));
  }

  /** What happened to every proposal of a scanned photo. */
  public DetectionTrace trace(PhotoScan scan) {
    return TraceBuilder.trace(scan, manifest.categories(), manifest.options());
  }

  /** Proposes and scores the regions of every tile of a photo. */
  public PhotoScan scan(Raster photo) {
    TilePlan plan = plan(photo);
    List<PhotoScan.TileScan> scans = new ArrayList<>();
    try (CallGate.Call call = gate.enter()) {
      for (Tile tile : plan.tiles()) {
        scans.add(scan(photo, plan, tile));
      }
    }
    return new PhotoScan(plan, scans);
  }

  private PhotoScan.TileScan scan(Raster photo, TilePlan plan, Tile tile) {
    Raster part = part(photo, plan, tile);
    return scanner.scan(part, generator.propose(part).boxes(), tile);
  }

  private static List<Detection> reported(List<Detection> candidates, OperatingPoint point) {
    return candidates.stream().filter(point.thresholds()::reports).toList();
  }

  /**
   * The probabilities of given boxes, each judged in the tile that covers most of it, {@code
   * [boxes][classes]}.
   */
  public float[][] probabilities(Raster photo, List<Box> boxes) {
    try (CallGate.Call call = gate.enter()) {
      return tileByTile(photo, boxes);
    }
  }

  private float[][] tileByTile(Raster photo, List<Box> boxes) {
    TilePlan plan = plan(photo);
    float[][] probabilities = new float[boxes.size()][];
    for (Tile tile : plan.tiles()) {
      List<Integer> mine = new ArrayList<>();
      List<Box> local = new ArrayList<>();
      for (int i = 0; i < boxes.size(); i++) {
        if (best(plan, boxes.get(i)).equals(tile)) {
          mine.add(i);
          local.add(boxes.get(i).shift(-tile.x(), -tile.y()));
        }
      }
      if (!mine.isEmpty()) {
        float[][] scored = scanner.probabilities(part(photo, plan, tile), local);
        for (int k = 0; k < scored.length; k++) {
          probabilities[mine.get(k)] = scored[k];
        }
      }
    }
    return probabilities;
  }

  /**
   * The probability from which the classifier takes a region for an object of a class; see {@link
   * RegionClassifier#decisionPoint}.
   */
  public double decisionPoint(int classIndex) {
    return classifier.decisionPoint(classIndex);
  }

  /**
   * The best of the likely boxes of one tile where regression moves them, with their features
   * there: what an {@link OverlapEstimator} learns from.
   *
   * @param part the tile's pixels
   * @param proposals in pixels of the tile
   */
  public MovedBoxes movedBoxes(Raster part, List<Box> proposals) {
    try (CallGate.Call call = gate.enter()) {
      Tile whole = new Tile(0, 0, part.width(), part.height());
      return scanner.moved(part, proposals, whole);
    }
  }

  /** The boxes that are looked at in one tile, or in a photo of one tile. */
  public Proposals proposals(Raster part) {
    return generator.propose(part);
  }

  /**
   * The features of boxes in one tile, a row for each: what a classifier learns from.
   *
   * @param part the tile's pixels
   * @param boxes in pixels of the tile
   */
  public FeatureMatrix features(Raster part, List<Box> boxes) {
    try (CallGate.Call call = gate.enter()) {
      return manifest.encoder().encoder(network).encode(part, boxes);
    }
  }

  private TilePlan plan(Raster photo) {
    DetectorOptions options = manifest.options();
    return TilePlan.of(photo.width(), photo.height(), options.tileSide(), options.tileOverlap());
  }

  private static Raster part(Raster photo, TilePlan plan, Tile tile) {
    return plan.tiles().size() == 1 ? photo : Warp.crop(photo, tile.box());
  }

  private static Tile best(TilePlan plan, Box box) {
    Tile best = plan.tiles().get(0);
    for (Tile tile : plan.tiles()) {
      if (tile.box().intersection(box) > best.box().intersection(box)) {
        best = tile;
      }
    }
    return best;
  }

  /** The candidates of a tile that survive suppression among their own class. */
  private List<Detection> suppressed(PhotoScan.TileScan scan) {
    DetectorOptions options = manifest.options();
    return options
        .suppression()
        .survivors(scan.candidates(), manifest.categories(), options)
        .stream()
        .map(Suppression.Survivor::detection)
        .limit(options.maxDetections())
        .toList();
  }

  /** Waits for calls in flight and frees native memory; later calls are refused. */
  @Override
  public void close() {
    gate.close(
        () -> {
          classifier.close();
          network.close();
        });
  }
}
