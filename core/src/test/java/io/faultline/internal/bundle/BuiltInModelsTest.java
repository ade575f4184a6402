package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.Detector;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.Verdict;
import io.faultline.image.Raster;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that come with the program. */
class BuiltInModelsTest {
  /** What the repository grants one model. */
  private static final int MAX_BYTES = 8 << 20;

  @TempDir private Path folder;

  private static List<String> names() {
    return BuiltInModels.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsCardHasItsHashAndItIsSmall(String name) throws Exception {
    byte[] bytes = BuiltInModels.bytes(name);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(Files.readString(card(name))).contains(hash);
    assertThat(bytes).hasSizeLessThan(MAX_BYTES);
  }

  private static Path card(String name) {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("core/src/main/java"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    return root.resolve("docs/model-" + name + ".md");
  }

  @ParameterizedTest
  @MethodSource("names")
  void itPromisesNothingAndSaysThatItsPhotosWereSynthetic(String name) {
    BundleManifest manifest = BuiltInModels.manifest(name);
    assertThat(manifest.operatingPoint().promises()).isEmpty();
    assertThat(manifest.operatingPoint().words()).contains("synthetic");
    assertThat(manifest.provenance()).containsKeys("photos", "seed", "config");
    assertThat(BuiltInModels.caveat(name)).contains("No recall is promised", "promise");
  }

  @Test
  void crackFindsCracksInSyntheticPhotosThatItHasNotSeen() {
    SyntheticPhotos photos =
        new SyntheticPhotos(new RunSeed(4711), SyntheticPhotos.Options.DEFAULT);
    try (RegionDetector detector = RegionDetector.of(BuiltInModels.bundle("crack"))) {
      assertThat(detector.categories()).extracting("name").containsExactly("crack");
      long found =
          LongStream.range(0, 1000)
              .mapToObj(photos::photo)
              .filter(photo -> !photo.cracks().isEmpty())
              .limit(8)
              .filter(photo -> hit(detector, photo))
              .count();
      assertThat(found).isGreaterThanOrEqualTo(6);
    }
  }

  /** Whether something is reported on the first crack. */
  private static boolean hit(RegionDetector detector, SyntheticPhoto photo) {
    return detector.detect(photo.photo()).stream()
        .anyMatch(found -> found.box().iou(photo.cracks().get(0).box()) > 0.3);
  }

  @Test
  void aPhotoOfOneColourIsClean() {
    byte[] grey = new byte[128 * 128 * 3];
    Arrays.fill(grey, (byte) 128);
    try (RegionDetector detector = RegionDetector.of(BuiltInModels.bundle("crack"))) {
      assertThat(detector.judge(Raster.of(128, 128, grey)).verdict()).isEqualTo(Verdict.CLEAN);
    }
  }

  @Test
  void anotherNameIsToldWhatThereIs() {
    assertThatThrownBy(() -> Detector.builtIn("krack"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessage("no model named krack is built in; there is crack");
    assertThatThrownBy(() -> BuiltInModels.open(folder.resolve("krack").toString()))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining("no model is there")
        .hasMessageContaining("built in is crack");
  }

  @Test
  void aFileIsOpenedAsAFile() throws IOException {
    Path file = Files.write(folder.resolve("mine"), BuiltInModels.bytes("crack"));
    assertThat(BuiltInModels.open(file.toString()).manifest())
        .isEqualTo(BuiltInModels.manifest("crack"));
    assertThat(DetectorBundle.isBundle(file)).isTrue();
    assertThat(DetectorBundle.isBundle(folder)).isFalse();
  }

  @Test
  void theNameMeansTheBuiltInModelUnlessAFileHasIt() throws IOException {
    Path own = Files.createDirectory(folder.resolve("crack"));
    assertThat(BuiltInModels.open(folder, "crack").manifest())
        .isEqualTo(BuiltInModels.manifest("crack"));
    Files.writeString(own.resolve("model"), "of a run");
    assertThatThrownBy(() -> BuiltInModels.open(folder, "crack"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining("both a built-in model and the folder crack");
    Files.delete(own.resolve("model"));
    Files.delete(own);
    Files.writeString(folder.resolve("crack"), "a file");
    assertThatThrownBy(() -> BuiltInModels.open(folder, "crack"))
        .hasMessageContaining("is not a Faultline model");
  }

  @Test
  void aBundleWithABytePerWeightKeepsWhatItRounded() {
    DetectorBundle bundle = BuiltInModels.bundle("crack");
    Path small = folder.resolve("small");
    Path large = folder.resolve("large");
    bundle.writeInt8(small);
    bundle.write(large);
    assertThat(small.toFile().length()).isLessThan(large.toFile().length() / 3);
    Raster photo =
        new SyntheticPhotos(new RunSeed(1), SyntheticPhotos.Options.DEFAULT).photo(3).photo();
    try (RegionDetector one = RegionDetector.load(small);
        RegionDetector other = RegionDetector.load(large)) {
      assertThat(one.detect(photo)).hasSameSizeAs(other.detect(photo));
    }
  }
}
