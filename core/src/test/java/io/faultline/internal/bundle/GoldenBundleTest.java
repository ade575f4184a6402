package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.detection.RegionDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bundles that were written once, by {@link GoldenBundles}, and must be read for ever. */
class GoldenBundleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.faultline.internal.bundle.GoldenBundles#kinds")
  void detectsWhatItDetectedWhenItWasMade(ClassifierKind kind) throws IOException {
    String name = GoldenBundles.name(kind);
    List<List<Double>> expected = Objects.requireNonNull(expected().get(name));
    List<List<Double>> found = GoldenBundles.detections(golden(name));
    assertThat(found).hasSameSizeAs(expected).hasSize(GoldenBundles.KEPT);
    for (int i = 0; i < found.size(); i++) {
      for (int k = 0; k < 6; k++) {
        assertThat(found.get(i).get(k))
            .as("%s, detection %d, value %d", name, i, k)
            .isCloseTo(expected.get(i).get(k), within(k == 5 ? 1e-4 : 1e-2));
      }
    }
  }

  @Test
  void aFieldThatNobodyKnowsIsRefusedByName() throws IOException {
    assertRefused(text -> text.replaceFirst("\\{", "{ \"windSpeed\" : 3,"), "windSpeed");
    assertRefused(text -> text.replace("\"gridSide\"", "\"gridSize\""), "property 'gridSide'");
    assertRefused(text -> text.replace("\"GREEDY\"", "\"KIND\""), "KIND");
    assertRefused(text -> text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"), "2");
  }

  @Test
  void aModelFromBeforeTheContextWasUsedIsReadWithoutIt() throws IOException {
    Path old =
        changed(
            text ->
                text.replaceAll("\"maps\" : 2,", "")
                    .replaceAll("\"suppression\" : \"GREEDY\",", ""));
    // Its network had one map, so that the weights of this one do not fit; the manifest shows it.
    assertThatThrownBy(() -> RegionDetector.load(old)).hasMessageContaining("head.hidden.weight");
    BundleManifest manifest = DetectorBundle.read(old).manifest();
    assertThat(manifest.network().maps()).isEqualTo(1);
    assertThat(manifest.network().context()).isEqualTo(1);
    assertThat(manifest.options().suppression()).isEqualTo(Suppression.GREEDY);
  }

  private void assertRefused(UnaryOperator<String> change, String words) throws IOException {
    Path file = changed(change);
    assertThatThrownBy(() -> RegionDetector.load(file))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining(words);
  }

  private Path changed(UnaryOperator<String> change) throws IOException {
    return ChangedBundle.manifest(
        golden(GoldenBundles.name(ClassifierKind.HEAD)),
        folder.resolve("changed"),
        text -> {
          assertThat(change.apply(text)).isNotEqualTo(text);
          return change.apply(text);
        });
  }

  private Path golden(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream in = resource(name)) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }

  private static Map<String, List<List<Double>>> expected() throws IOException {
    try (InputStream in = resource("detections-1.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(
        GoldenBundleTest.class.getResourceAsStream("/bundles/" + name), name);
  }
}
