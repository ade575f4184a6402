package io.faultline.bench;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.RegionClassifier;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.PhotoScan;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.network.PhotoMap;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.results.DetectionJson;
import io.faultline.proposal.ProposalGenerator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.opencv.global.opencv_core;

/**
 * What each part of a detection costs, from the photo's file to its line of JSON: milliseconds of
 * processor time a photo, with one thread and with one photo on every thread at once, where the
 * parts compete for caches and memory. Every figure is the least of several rounds over the photos.
 * Processor time does not count the time that other programs take, but those use the same caches.
 *
 * <p>Arguments: a model's file or name, a dataset, and perhaps the number of photos.
 */
public final class DetectionProfile {
  private static final int ROUNDS = 7;
  private static final int USUAL_PHOTOS = 40;

  /** Boxes whose fit is estimated, as in detection. */
  private static final int FIT_ROUND = 150;

  /** The parts, in their order. */
  private enum Part {
    READ("read and decode the file"),
    FIRST_GENERATOR("proposals: first generator"),
    OTHER_GENERATORS("proposals: other generators"),
    RANKING("proposals: join and rank"),
    TRUNK("trunk"),
    FEATURES("features of the proposals"),
    CLASSES("class scores"),
    REGRESSION("move the likely boxes"),
    FIT("features of moved boxes, and their fit"),
    SUPPRESSION("suppression"),
    JSON("JSON");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  private final BundleManifest manifest;
  private final DetectorBundle bundle;
  private final RegionNetwork network;
  private final RegionDetector detector;
  private final RegionClassifier classifier;
  private final Optional<BoxRegressor> regressor;
  private final ProposalGenerator proposals;
  private final List<ProposalGenerator> generators;

  private DetectionProfile(DetectorBundle bundle) {
    this.bundle = bundle;
    manifest = bundle.manifest();
    network = RegionNetwork.of(manifest.network(), bundle.weights(), Compute.AUTO);
    detector = RegionDetector.of(bundle);
    classifier = bundle.classifier();
    regressor = bundle.regressor();
    proposals = manifest.generator();
    generators =
        Arrays.stream(manifest.proposals().split("\\+", -1))
            .map(name -> ProposalGenerators.parse(name))
            .toList();
  }

  /** Prints a table. */
  public static void main(String[] arguments) throws Exception {
    int most = arguments.length > 2 ? Integer.parseInt(arguments[2]) : USUAL_PHOTOS;
    List<Path> photos =
        DatasetReader.open(Path.of(arguments[1]), Optional.empty(), Optional.empty())
            .dataset()
            .images()
            .stream()
            .limit(most)
            .map(image -> image.path())
            .toList();
    int threads = Runtime.getRuntime().availableProcessors();
    opencv_core.setNumThreads(1); // Its own threads would take time that nobody counts.
    DetectionProfile profile = new DetectionProfile(BuiltInModels.open(arguments[0]));
    print("%d photos, %s", photos.size(), Compute.AUTO.resolved().format());
    Map<Part, Double> alone = profile.least(photos, 1);
    Map<Part, Double> together = profile.least(photos, threads);
    double all = alone.values().stream().mapToDouble(Double::doubleValue).sum();
    print("%-40s %9s %6s %12s", "part", "1 thread", "share", threads + " threads");
    alone.forEach(
        (part, ms) ->
            print(
                "%-40s %6.2f ms %5.1f%% %9.2f ms",
                part.words, ms, 100 * ms / all, together.getOrDefault(part, 0.0)));
    double allTogether = together.values().stream().mapToDouble(Double::doubleValue).sum();
    print("%-40s %6.2f ms %6s %9.2f ms", "sum", all, "", allTogether);
  }

  /** The least milliseconds of every part over the rounds, each round's mean over the photos. */
  private Map<Part, Double> least(List<Path> photos, int threads) throws Exception {
    Map<Part, Double> least = new EnumMap<>(Part.class);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round <= ROUNDS; round++) {
        List<Future<Map<Part, Double>>> running = new ArrayList<>();
        for (Path photo : photos) {
          running.add(workers.submit(() -> parts(photo)));
        }
        Map<Part, Double> mean = new EnumMap<>(Part.class);
        for (Future<Map<Part, Double>> one : running) {
          one.get().forEach((part, ms) -> mean.merge(part, ms / photos.size(), Double::sum));
        }
        if (round > 0) { // The first warms up.
          mean.forEach((part, ms) -> least.merge(part, ms, Math::min));
        }
      }
    } finally {
      workers.shutdown();
    }
    return least;
  }

  /** Takes times of the parts of one photo. */
  private Map<Part, Double> parts(Path file) {
    Libtorch.useThreads(1);
    Clock clock = new Clock();
    Raster photo = clock.time(Part.READ, () -> ImageReader.read(file));
    List<Box> boxes = proposed(photo, clock);
    try (PhotoMap map = clock.time(Part.TRUNK, () -> network.map(photo))) {
      FeatureMatrix features = clock.time(Part.FEATURES, () -> encoded(map, boxes));
      float[][] scores = clock.time(Part.CLASSES, () -> classifier.probabilities(features));
      List<Box> moved = clock.time(Part.REGRESSION, () -> moved(photo, boxes, features, scores));
      double unused = clock.time(Part.FIT, () -> fits(map, moved));
    }
    // The scan itself is not timed: its parts were.
    PhotoScan scan = detector.scan(photo);
    List<Detection> found = clock.time(Part.SUPPRESSION, () -> detector.candidates(scan));
    PhotoOutcome.Detected outcome =
        new PhotoOutcome.Detected(
            String.valueOf(file.getFileName()),
            photo.width(),
            photo.height(),
            new PhotoJudgement(
                Verdict.CRACK,
                1,
                found.stream().filter(manifest.thresholds()::reports).toList(),
                List.of(),
                List.of(),
                List.of()),
            detector.categories());
    String unused = clock.time(Part.JSON, () -> DetectionJson.photo(outcome));
    return clock.parts;
  }

  /** The proposals; what joining them costs is what is left of the whole. */
  private List<Box> proposed(Raster photo, Clock clock) {
    for (int i = 0; i < generators.size(); i++) {
      ProposalGenerator generator = generators.get(i);
      clock.time(
          i == 0 ? Part.FIRST_GENERATOR : Part.OTHER_GENERATORS, () -> generator.propose(photo));
    }
    List<Box> boxes = clock.time(Part.RANKING, () -> proposals.propose(photo)).boxes();
    for (Part part : List.of(Part.FIRST_GENERATOR, Part.OTHER_GENERATORS)) {
      clock.parts.merge(Part.RANKING, -clock.parts.getOrDefault(part, 0.0), Double::sum);
    }
    return boxes;
  }

  private static FeatureMatrix encoded(PhotoMap map, List<Box> boxes) {
    float[] values = map.encode(boxes);
    return FeatureMatrix.owning(boxes.size(), values.length / Math.max(1, boxes.size()), values);
  }

  /** The most likely boxes, moved. */
  private List<Box> moved(Raster photo, List<Box> boxes, FeatureMatrix features, float[][] scores) {
    List<Box> moved = new ArrayList<>();
    for (int row = 0; row < boxes.size(); row++) {
      for (int c = 0; c < scores[row].length; c++) {
        if (regressor.isPresent() && scores[row][c] >= manifest.options().minScore()) {
          regressor
              .get()
              .refine(boxes.get(row), features, row, c)
              .clip(photo.width(), photo.height())
              .ifPresent(moved::add);
        }
      }
    }
    return moved;
  }

  private double fits(PhotoMap map, List<Box> moved) {
    List<Box> few = moved.subList(0, Math.min(FIT_ROUND, moved.size()));
    if (bundle.overlap().isEmpty() || few.isEmpty()) {
      return 0;
    }
    FeatureMatrix features = encoded(map, few);
    double sum = 0;
    for (int row = 0; row < few.size(); row++) {
      sum += bundle.overlap().get().logOdds(features, row);
    }
    return sum;
  }

  /** Adds up the processor time that parts take of this thread. */
  private static final class Clock {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Map<Part, Double> parts = new EnumMap<>(Part.class);

    <T> T time(Part part, Supplier<T> work) {
      long start = CPU.getCurrentThreadCpuTime();
      T result = work.get();
      parts.merge(part, (CPU.getCurrentThreadCpuTime() - start) / 1e6, Double::sum);
      return result;
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
