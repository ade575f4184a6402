package io.faultline.internal.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.dataset.Category;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.boosting.LightGbmClassifier;
import io.faultline.internal.boosting.LightGbmOptions;
import io.faultline.internal.boosting.XgBoostClassifier;
import io.faultline.internal.boosting.XgBoostOptions;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.calibration.IsotonicCalibration;
import io.faultline.internal.calibration.PlattCalibration;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Makes the golden bundles and what they detect. Run by hand, once per format version; bundles of
 * older versions stay as they are, so that what users keep can be read for ever.
 */
public final class GoldenBundles {
  /** Detections that are written down of each bundle. */
  static final int KEPT = 12;

  private static final int FEATURES = 6;
  private static final NetworkSpec SPEC =
      new NetworkSpec(
          Architecture.MOBILENET_V2, Stage.LAYER2, 2, 2, 1.5, Head.HIDDEN, FEATURES, 2, false, 0);

  private GoldenBundles() {}

  /** Writes them into the folder {@code bundles} of the test resources. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Map<String, List<List<Double>>> found = new TreeMap<>();
    for (ClassifierKind kind : kinds()) {
      Path file = folder.resolve(name(kind));
      bundle(kind).write(file);
      found.put(name(kind), detections(file));
    }
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve("detections-1.json").toFile(), found);
  }

  /** The library's own. */
  static List<ClassifierKind> kinds() {
    return List.of(
        ClassifierKind.HEAD, ClassifierKind.SVM, ClassifierKind.XGBOOST, ClassifierKind.LIGHTGBM);
  }

  static String name(ClassifierKind kind) {
    return "version-1-" + kind.text() + ".model";
  }

  /** Category, corners and score of the best detections in the photo. */
  static List<List<Double>> detections(Path file) {
    try (RegionDetector detector = RegionDetector.load(file, Compute.PLAIN)) {
      return detector.detect(photo()).stream()
          .limit(KEPT)
          .map(
              d ->
                  List.of(
                      (double) d.categoryId(),
                      d.box().x1(),
                      d.box().y1(),
                      d.box().x2(),
                      d.box().y2(),
                      d.score()))
          .toList();
    }
  }

  /** Stripes and blocks that need no generator of random numbers. */
  public static Raster photo() {
    int width = 120;
    int height = 88;
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          int value = x * y / 40 + c * 30 + (Math.abs(x - y) < 4 ? 0 : 90) + x / 16 % 2 * 40;
          rgb[3 * (y * width + x) + c] = (byte) Math.min(255, value);
        }
      }
    }
    return Raster.of(width, height, rgb);
  }

  private static DetectorBundle bundle(ClassifierKind kind) {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(11))) {
      List<NamedTensor> tensors = new ArrayList<>(network.snapshot().tensors());
      // A fresh network says almost the same of every region, and rounding would decide the order.
      tensors.replaceAll(GoldenBundles::louder);
      tensors.add(random("regression.weight", 12, 0.05, 2, 4, FEATURES + 1));
      if (kind == ClassifierKind.SVM) {
        tensors.add(random("svm.weight", 13, 0.1, 2, FEATURES));
        tensors.add(random("svm.bias", 14, 1, 2));
      }
      return new DetectorBundle(manifest(kind), Weights.of("golden", tensors), trees(kind));
    }
  }

  private static BundleManifest manifest(ClassifierKind kind) {
    List<Calibration> calibration =
        List.of(
            new PlattCalibration(0.5, -0.25),
            new IsotonicCalibration(List.of(-8.0, 0.0, 8.0), List.of(0.01, 0.4, 0.9)));
    RecallPromise.Target target =
        new RecallPromise.Target(0.9, 0.95, RecallPromise.Level.OBJECT, 0.5, "crack");
    RecallPromise.Evidence evidence =
        new RecallPromise.Evidence(0.02, 60, 60, 0.951, 0.94, 4, 70, 0.5, 10, 3);
    return new BundleManifest(
        BundleManifest.FORMAT_VERSION,
        List.of(new Category(3, "crack"), new Category(7, "spall")),
        SPEC,
        new EncoderSpec(false, 224, 16),
        "grid",
        300,
        ProposalOrder.RANKED,
        List.of(),
        kind,
        kind == ClassifierKind.HEAD ? List.of() : calibration,
        new DetectorOptions(Suppression.GREEDY, 0.4, 100, 0.001, 1, 1, 96, 32),
        kind == ClassifierKind.HEAD
            ? OperatingPoint.of(0.1, new OperatingPoint.FBeta(12, 1, 0.5, 0.5))
            : new OperatingPoint(0.02, 0.5, new RecallPromise.Proven(target, evidence)),
        Map.of("seed", "11"),
        ExifRule.AS_STORED,
        0);
  }

  private static byte[] trees(ClassifierKind kind) {
    LabelledFeatures none =
        new LabelledFeatures(new FeatureMatrix(0, FEATURES, new float[0]), new int[0]);
    return switch (kind.text()) {
      case "head", "svm" -> new byte[0];
      case "xgboost" -> {
        try (XgBoostClassifier trained =
            XgBoostClassifier.train(
                rows(),
                none,
                2,
                new XgBoostOptions(8, 3, 0.3, 1, 1, 1, 1, true, List.of(), 5, Optional.of(0L)),
                1,
                Progress.NONE)) {
          yield trained.save();
        }
      }
      case "lightgbm" -> {
        try (LightGbmClassifier trained =
            LightGbmClassifier.train(
                rows(),
                none,
                2,
                new LightGbmOptions(8, 8, 0.3, 1, 1, 5, 1, true, List.of(), 5, Optional.of(0L)),
                1,
                Progress.NONE)) {
          yield trained.save();
        }
      }
      default -> throw new IllegalArgumentException(kind.text());
    };
  }

  /** Features as a hidden layer gives them, labelled by which of two is larger. */
  private static LabelledFeatures rows() {
    SplittableRandom random = new SplittableRandom(15);
    float[] values = new float[600 * FEATURES];
    int[] labels = new int[600];
    for (int row = 0; row < labels.length; row++) {
      for (int i = 0; i < FEATURES; i++) {
        values[row * FEATURES + i] = (float) Math.max(0, 2 * random.nextDouble() - 0.8);
      }
      float first = values[row * FEATURES];
      float second = values[row * FEATURES + 1];
      labels[row] = first > 0.5 ? 1 : second > 0.5 ? 2 : 0;
    }
    return new LabelledFeatures(new FeatureMatrix(labels.length, FEATURES, values), labels);
  }

  private static NamedTensor louder(NamedTensor tensor) {
    float factor =
        switch (tensor.name()) {
          case "head.hidden.weight" -> 4000;
          case "head.output.weight" -> 0.03f;
          default -> 1;
        };
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new NamedTensor(tensor.name(), tensor.shape(), values);
  }

  private static NamedTensor random(String name, long seed, double size, int... shape) {
    SplittableRandom random = new SplittableRandom(seed);
    int count = 1;
    for (int side : shape) {
      count *= side;
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return new NamedTensor(name, shape, values);
  }
}
