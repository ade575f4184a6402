package io.faultline.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.image.Raster;
import io.faultline.network.Architecture;
import io.faultline.network.Head;
import io.faultline.network.NetworkSpec;
import io.faultline.network.RegionNetwork;
import io.faultline.network.Stage;
import io.faultline.provenance.RunSeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorBundleTest {
  private static final NetworkSpec NETWORK =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, true, 0);

  @TempDir Path folder;

  @Test
  void detectsTheSameAfterSavingAndLoading() {
    Path file = folder.resolve("model");
    DetectorBundle bundle = bundle(0);
    bundle.write(file);
    try (Detector before = Detector.of(bundle);
        Detector after = Detector.load(file)) {
      Raster photo = noise(96, 80);
      assertThat(after.manifest()).isEqualTo(before.manifest());
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
  void detectKeepsWhatReachesTheThreshold() {
    Raster photo = noise(96, 80);
    try (Detector open = Detector.of(bundle(0))) {
      List<Detection> all = open.candidates(photo);
      double middle = all.get(all.size() / 2).score();
      try (Detector closed = Detector.of(bundle(middle))) {
        assertThat(closed.detect(photo))
            .isEqualTo(all.stream().filter(d -> d.score() >= middle).toList())
            .hasSizeLessThan(all.size() + 1);
      }
    }
  }

  @Test
  void largePhotosAreReadInTiles() {
    try (Detector detector = Detector.of(bundle(0))) {
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
    Path old = folder.resolve("old");
    try (ZipFile in = new ZipFile(file.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(old))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("manifest.json")) {
          String manifest = new String(bytes, StandardCharsets.UTF_8);
          assertThat(manifest).contains("\"head\" : ");
          bytes =
              manifest.replaceAll("\"head\" : \"[A-Z]+\",", "").getBytes(StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(bytes);
      }
    }
    assertThat(DetectorBundle.read(old).manifest()).isEqualTo(bundle(network, 0.5).manifest());
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

  private static void assertFault(Path file, String words) {
    assertThatThrownBy(() -> Detector.load(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(words);
  }

  static DetectorBundle bundle(double threshold) {
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
              ClassifierKind.HEAD,
              new DetectorOptions(Suppression.GREEDY, 0.3, 100, 0, 2, 128, 32),
              threshold,
              Map.of("seed", "4")),
          network.snapshot());
    }
  }

  static Raster noise(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    new SplittableRandom(7).nextBytes(rgb);
    return Raster.of(width, height, rgb);
  }
}
