package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.image.ExifRule;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.calibration.Calibration;
import io.faultline.internal.calibration.IsotonicCalibration;
import io.faultline.internal.codec.PhotoReading;
import io.faultline.internal.detection.PhotoScan;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.duplicates.KnownPhotos;
import io.faultline.internal.duplicates.PhotoSignatures;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.provenance.RunSeed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class DetectorBundleTest {
  private static final NetworkSpec NETWORK =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, true, 0);

  @TempDir Path folder;

  @Test
  void detectsTheSameAfterSavingAndLoading() {
    Path file = folder.resolve("model");
    DetectorBundle bundle = bundle(0);
    bundle.write(file);
    try (RegionDetector before = RegionDetector.of(bundle);
        RegionDetector after = RegionDetector.load(file)) {
      Raster photo = noise(96, 80);
      assertThat(after.manifest()).isEqualTo(before.manifest());
      assertThat(after.detect(photo)).isNotEmpty().isEqualTo(before.detect(photo));
    }
  }

  @Test
  void aTrunkWithoutBatchNormIsKeptByItsName() throws IOException {
    NetworkSpec network =
        new NetworkSpec(
            Architecture.CONVNEXT_TINY, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
    Path file = folder.resolve("model");
    DetectorBundle bundle = bundle(network, 0);
    bundle.write(file);
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("\"architecture\" : \"CONVNEXT_TINY\"");
    try (RegionDetector before = RegionDetector.of(bundle);
        RegionDetector after = RegionDetector.load(file)) {
      assertThat(after.manifest().network()).isEqualTo(network);
      Raster photo = noise(70, 61);
      assertThat(after.detect(photo)).isNotEmpty().isEqualTo(before.detect(photo));
    }
  }

  @Test
  void equalDetectorsAreEqualFiles() throws IOException {
    bundle(0.5).write(folder.resolve("a"));
    bundle(0.5).write(folder.resolve("b"));
    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    bundle(0.6).write(folder.resolve("c"));
    assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("c"))).isNotNegative();
  }

  @Test
  void bytesAndStreamsHoldWhatTheFileHolds() throws IOException {
    Path file = folder.resolve("model");
    DetectorBundle bundle = bundle(0.5);
    bundle.write(file);
    byte[] bytes = bundle.toBytes();
    assertThat(bytes).isEqualTo(Files.readAllBytes(file));
    assertThat(DetectorBundle.read(bytes, "memory").toBytes()).isEqualTo(bytes);
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    assertThat(DetectorBundle.read(in, "stream").toBytes()).isEqualTo(bytes);
    for (int length : new int[] {0, 1, 100, bytes.length / 2}) {
      assertThatThrownBy(() -> DetectorBundle.read(Arrays.copyOf(bytes, length), "memory"))
          .as("%d bytes", length)
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
          .hasMessageStartingWith("memory: ");
    }
  }

  @Test
  void detectKeepsWhatReachesTheThreshold() {
    Raster photo = noise(96, 80);
    try (RegionDetector open = RegionDetector.of(bundle(0))) {
      List<Detection> all = open.candidates(photo);
      double middle = all.get(all.size() / 2).score();
      try (RegionDetector closed = RegionDetector.of(bundle(middle))) {
        assertThat(closed.detect(photo))
            .isEqualTo(all.stream().filter(d -> d.score() >= middle).toList())
            .hasSizeLessThan(all.size() + 1);
      }
    }
  }

  @Test
  void largePhotosAreReadInTiles() {
    try (RegionDetector detector = RegionDetector.of(bundle(0))) {
      PhotoScan scan = detector.scan(noise(300, 100));
      assertThat(scan.tiles()).hasSizeGreaterThan(1);
      assertThat(detector.candidates(scan)).isSortedAccordingTo(Detection.ORDER).isNotEmpty();
    }
  }

  @Test
  void anotherFormatVersionIsRefused() throws IOException {
    Path file = folder.resolve("model");
    bundle(0).write(file);
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"),
        StandardCharsets.ISO_8859_1);
    assertFault(file, "damaged");
  }

  @ParameterizedTest
  @CsvSource({"8, HIDDEN", "0, POOLED"})
  void manifestsFromBeforeHeadsHadNamesKeepTheirMeaning(int hidden, Head head) throws IOException {
    NetworkSpec network =
        new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, head, hidden, 1, true, 0);
    Path file = folder.resolve("model");
    bundle(network, 0.5).write(file);
    Path old =
        withManifest(
            file,
            manifest -> {
              assertThat(manifest).contains("\"head\" : ");
              return manifest.replaceAll("\"head\" : \"[A-Z]+\",", "");
            });
    assertThat(DetectorBundle.read(old).manifest()).isEqualTo(bundle(network, 0.5).manifest());
  }

  @Test
  void manifestsFromBeforeCalibrationMeanScoresAsTheyAre() throws IOException {
    Path file = folder.resolve("model");
    bundle(0.5).write(file);
    Path old = withManifest(file, text -> text.replaceAll("\"calibration\" : \\[ *\\],", ""));
    assertThat(DetectorBundle.read(old).manifest()).isEqualTo(bundle(0.5).manifest());
  }

  @Test
  void theCalibrationIsKeptAndUsed() {
    Path file = folder.resolve("model");
    List<Calibration> half =
        List.of(new IsotonicCalibration(List.of(-36.0, 36.0), List.of(0.0, 0.5)));
    DetectorBundle plain = bundle(0);
    new DetectorBundle(calibrated(half), plain.weights()).write(file);
    Raster photo = noise(96, 80);
    try (RegionDetector before = RegionDetector.of(plain);
        RegionDetector after = RegionDetector.load(file)) {
      assertThat(after.manifest().calibration()).isEqualTo(half);
      List<Box> boxes = List.of(new Box(0, 0, 30, 30), new Box(20, 20, 90, 70));
      float[][] scores = before.probabilities(photo, boxes);
      float[][] probabilities = after.probabilities(photo, boxes);
      for (int i = 0; i < boxes.size(); i++) {
        double logOdds = Calibration.logOdds(scores[i][0]);
        assertThat(probabilities[i][0]).isEqualTo((float) half.get(0).probability(logOdds));
      }
      assertThat(after.decisionPoint(0)).isLessThan(before.decisionPoint(0)).isBetween(0.2, 0.3);
    }
  }

  @Test
  void calibrationsThatAreNoneOrTooManyAreRefused() throws IOException {
    Path file = folder.resolve("model");
    bundle(0).write(file);
    for (String hostile :
        List.of(
            "[{\"kind\":\"platt\",\"slope\":-1,\"intercept\":0}]",
            "[{\"kind\":\"java.lang.ProcessBuilder\",\"slope\":1,\"intercept\":0}]",
            "[{\"kind\":\"isotonic\",\"scores\":[2,1],\"probabilities\":[0,1]}]",
            "[{\"kind\":\"platt\",\"slope\":1,\"intercept\":0},"
                + "{\"kind\":\"platt\",\"slope\":1,\"intercept\":0}]")) {
      assertFault(
          withManifest(
              file,
              text -> text.replaceAll("\"calibration\" : \\[ *\\]", "\"calibration\":" + hostile)),
          "manifest.json");
    }
  }

  private static BundleManifest calibrated(List<Calibration> calibration) {
    BundleManifest plain = bundle(0).manifest();
    return new BundleManifest(
        plain.formatVersion(),
        plain.categories(),
        plain.network(),
        plain.encoder(),
        plain.proposals(),
        plain.proposalBudget(),
        plain.proposalOrder(),
        plain.proposalRanking(),
        plain.classifier(),
        calibration,
        plain.options(),
        plain.operatingPoint(),
        plain.provenance(),
        plain.exif(),
        plain.overlapShare());
  }

  @Test
  void everyOperatingPointComesBack() {
    RecallPromise.Target target =
        new RecallPromise.Target(0.9, 0.95, RecallPromise.Level.IMAGE, 0.5, "crack");
    RecallPromise.Evidence evidence =
        new RecallPromise.Evidence(0.25, 60, 60, 0.951, 1, 4, 70, 0.5, 10, 3);
    for (OperatingPoint.Basis basis :
        List.of(
            new OperatingPoint.Stated("by hand"),
            new OperatingPoint.FBeta(12, 2, 0.5, 0.6),
            new RecallPromise.Proven(target, evidence),
            new RecallPromise.Refused(target.withRecall(0.99), evidence, 40))) {
      OperatingPoint point = new OperatingPoint(0.25, 0.75, basis);
      Path file = folder.resolve("model");
      bundle(0).withOperatingPoint(point).write(file);
      assertThat(DetectorBundle.read(file).manifest().operatingPoint()).isEqualTo(point);
    }
  }

  @Test
  void aBareThresholdOfAnOlderManifestIsKept() throws IOException {
    Path file = folder.resolve("model");
    bundle(0.25).write(file);
    Path old =
        withManifest(
            file,
            text ->
                text.replaceAll(
                    "\"operatingPoint\" : (?s:.*?)\\},\\s*\"prov", "\"threshold\" : 0.25, \"prov"));
    OperatingPoint point = DetectorBundle.read(old).manifest().operatingPoint();
    assertThat(point.threshold()).isEqualTo(0.25);
    assertThat(point.certain()).isEqualTo(0.25);
    assertThat(point.promises()).isEmpty();
    Path wrong =
        withManifest(file, text -> text.replace("\"threshold\" : 0.25", "\"threshold\" : 2"));
    assertFault(wrong, "threshold is 2.0; it must be in [0, 1]");
  }

  @Test
  void thresholdsByClassAreKeptAndChecked() throws IOException {
    Path plain = folder.resolve("plain");
    bundle(0.25).write(plain);
    Path same =
        withManifest(
            plain,
            text -> {
              assertThat(text).doesNotContain("\"classes\" : {");
              return text;
            });
    assertThat(DetectorBundle.read(same).manifest().operatingPoint().classes()).isEmpty();
    DetectorBundle one = bundle(0.25);
    Category known = one.manifest().categories().get(0);
    OperatingPoint point = one.manifest().operatingPoint().at(known, 0.75, "for a test");
    Path file = folder.resolve("model");
    one.withOperatingPoint(point).write(file);
    assertThat(DetectorBundle.read(file).manifest().operatingPoint()).isEqualTo(point);
    Path wrong =
        withManifest(
            file, text -> text.replaceAll("(\"classes\" : \\{\\s*\")" + known.name(), "$1other"));
    assertFault(wrong, "operatingPoint has the class other with category " + known.id());
  }

  @Test
  void aPhotoIsJudgedByWhatIsFoundInIt() {
    Raster photo = noise(96, 80);
    try (RegionDetector open = RegionDetector.of(bundle(0))) {
      List<Detection> all = open.detect(photo);
      PhotoJudgement judged = open.judge(photo);
      assertThat(judged.detections()).isEqualTo(all);
      assertThat(judged.coverage()).isEqualTo(1);
      assertThat(judged.verdict()).isEqualTo(Verdict.CRACK);
    }
    OperatingPoint careful = new OperatingPoint(0, 1, new OperatingPoint.Stated("for a test"));
    try (RegionDetector doubtful = RegionDetector.of(bundle(0).withOperatingPoint(careful));
        RegionDetector silent = RegionDetector.of(bundle(1))) {
      assertThat(doubtful.judge(photo).verdict()).isEqualTo(Verdict.REVIEW);
      assertThat(silent.judge(photo).verdict()).isEqualTo(Verdict.CLEAN);
      assertThat(silent.judge(noise(300, 100)).coverage()).isEqualTo(1);
      PhotoJudgement torn =
          silent.judge(new PhotoReading(photo, 0.25, List.of("ends early"), List.of("8 bits")));
      assertThat(torn.verdict()).isEqualTo(Verdict.REVIEW);
      assertThat(torn.coverage()).isEqualTo(0.25);
      assertThat(torn.doubts()).containsExactly("ends early");
      assertThat(torn.assumed()).containsExactly("8 bits");
    }
  }

  @Test
  void anExaminationJudgesAsAJudgementDoesAndKeepsWhatWasScored() {
    PhotoReading torn = new PhotoReading(noise(300, 100), 0.25, List.of("ends early"), List.of());
    try (RegionDetector detector = RegionDetector.of(bundle(0.5))) {
      RegionDetector.Examination examined = detector.examine(torn, TileHelpers.NONE);
      assertThat(examined.judgement()).isEqualTo(detector.judge(torn));
      assertThat(examined.candidates()).isEqualTo(detector.candidates(torn.raster()));
      assertThat(examined.candidates()).containsAll(examined.judgement().detections());
      assertThat(examined.scan().tiles()).isNotEmpty();
      assertThat(examined.scan().tiles()).allSatisfy(tile -> assertThat(tile.boxes()).isNotEmpty());
    }
  }

  @Test
  void thePhotosOfTheTrainingAreKeptWhereOlderProgramsPassThemOver() throws IOException {
    List<ImageRecord> photos = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Path photo = folder.resolve(i + ".png");
      ImageWriter.write(photo, noise(64, 48 + i));
      photos.add(new ImageRecord(i, i + ".png", photo, 64, 48 + i, List.of()));
    }
    Dataset learnt = new Dataset(List.of(), photos.subList(0, 2));
    Dataset heldOut = new Dataset(List.of(), photos.subList(2, 3));
    PhotoSignatures signatures = new PhotoSignatures();
    TrainingPhotos known =
        new TrainingPhotos(KnownPhotos.of(learnt, signatures), KnownPhotos.of(heldOut, signatures));
    DetectorBundle plain = bundle(0);
    Path file = folder.resolve("model");
    plain.withPhotos(known).withOperatingPoint(plain.manifest().operatingPoint()).write(file);

    DetectorBundle read = DetectorBundle.read(file);
    assertThat(read.photos().learnt().text()).isEqualTo(known.learnt().text());
    assertThat(read.photos().heldOut().text()).isEqualTo(known.heldOut().text());
    assertThat(read.manifest()).isEqualTo(plain.manifest());
    assertThat(read.weights().names()).isEqualTo(plain.weights().names());
    assertThat(plain.photos().isKnown()).isFalse();
    assertThat(DetectorBundle.read(plain.toBytes(), "plain").photos().isKnown()).isFalse();
  }

  @Test
  void damageIsNoticed() throws IOException {
    Path file = folder.resolve("model");
    bundle(0).write(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertFault(file, "network.safetensors is damaged");
    Files.write(file, new byte[] {1, 2, 3});
    assertFault(file, "is not a Faultline model");
    assertFault(folder.resolve("nothing"), "no model is there");
  }

  /** The same bundle with another manifest. */
  private Path withManifest(Path file, UnaryOperator<String> change) throws IOException {
    return ChangedBundle.manifest(file, folder.resolve("changed"), change);
  }

  private static void assertFault(Path file, String words) {
    assertThatThrownBy(() -> RegionDetector.load(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  public static DetectorBundle bundle(double threshold) {
    return bundle(NETWORK, threshold);
  }

  private static DetectorBundle bundle(NetworkSpec spec, double threshold) {
    try (RegionNetwork network = RegionNetwork.untrained(spec, new RunSeed(4))) {
      return new DetectorBundle(
          new BundleManifest(
              BundleManifest.FORMAT_VERSION,
              List.of(new Category(3, "crack")),
              spec,
              new EncoderSpec(false, 224, 16),
              "grid",
              500,
              ProposalOrder.RANKED,
              List.of(),
              ClassifierKind.HEAD,
              List.of(),
              new DetectorOptions(Suppression.GREEDY, 0.3, 100, 0, 2, 1, 128, 32),
              OperatingPoint.of(threshold, new OperatingPoint.Stated("for a test")),
              Map.of("seed", "4"),
              ExifRule.AS_STORED,
              0),
          network.snapshot());
    }
  }

  public static Raster noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(7).nextBytes(rgb);
    return Raster.of(width, height, rgb);
  }
}
