package io.faultline.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.Verdict;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.weights.SafetensorsFile;
import io.faultline.internal.weights.SafetensorsWriter;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files that a stranger changed: refused, or as good as before, and never a clean photo. */
class HostileBundleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NETWORK = "network.safetensors";

  /** Put in the place of every value of a manifest, as JSON. */
  private static final List<String> VALUES =
      List.of("null", "\"NaN\"", "-1", "0", "1e30", "2147483647", "\"\\u001b[31m\"", "[]", "{}");

  @TempDir Path folder;
  private Path valid = Path.of("");

  @BeforeEach
  void takeAGoldenBundle() throws IOException {
    valid = golden(ClassifierKind.HEAD);
    assertThat(verdict(valid)).isEqualTo(Verdict.CRACK);
  }

  private Path golden(ClassifierKind kind) throws IOException {
    Path copy = folder.resolve(GoldenBundles.name(kind));
    try (InputStream in =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/bundles/" + GoldenBundles.name(kind)))) {
      Files.copy(in, copy);
    }
    return copy;
  }

  private static Verdict verdict(Path bundle) {
    try (RegionDetector detector = RegionDetector.load(bundle, Compute.PLAIN)) {
      return detector.judge(GoldenBundles.photo()).verdict();
    }
  }

  @Test
  void everyTensorIsCheckedByValue() throws IOException {
    Weights weights =
        SafetensorsFile.read(
                new ByteArrayInputStream(
                    Objects.requireNonNull(ChangedBundle.entries(valid).get(NETWORK))),
                "golden")
            .weights();
    assertThat(weights.tensors()).hasSizeGreaterThan(60);
    SplittableRandom random = new SplittableRandom(5);
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, -1e30f, 1e30f, -1e6f};
    int tried = 0;
    for (NamedTensor tensor : weights.tensors()) {
      float value = values[tried++ % values.length];
      Path file = withValue(weights, tensor, random.nextInt(tensor.elements()), value);
      assertThatThrownBy(() -> DetectorBundle.read(file))
          .isInstanceOfSatisfying(
              FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
          .hasMessageContaining("tensor " + tensor.name() + ": value [")
          .hasMessageContaining(" is " + value + "; it must be ");
    }
  }

  private Path withValue(Weights weights, NamedTensor changed, int at, float value)
      throws IOException {
    List<NamedTensor> tensors = new ArrayList<>(weights.tensors());
    tensors.replaceAll(
        tensor -> {
          float[] values = tensor.values();
          if (tensor.name().equals(changed.name())) {
            values[at] = value;
          }
          return new NamedTensor(tensor.name(), tensor.shape(), values);
        });
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SafetensorsWriter.write(bytes, Weights.of("changed", tensors), Map.of());
    return ChangedBundle.entry(
        valid, folder.resolve("changed"), NETWORK, old -> bytes.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"head", "xgboost"})
  void noValueOfTheManifestMakesAPhotoClean(String name) throws IOException {
    ClassifierKind kind = ClassifierKind.named(name);
    Path bundle = kind == ClassifierKind.HEAD ? valid : golden(kind);
    JsonNode manifest =
        JSON.readTree(Objects.requireNonNull(ChangedBundle.entries(bundle).get("manifest.json")));
    List<String> places = new ArrayList<>();
    places(manifest, "", places);
    int refused = 0;
    int kept = 0;
    for (String place : places) {
      for (String value : VALUES) {
        Path file = withValue(bundle, manifest, place, value);
        try {
          assertThat(verdict(file)).as(place + " = " + value).isNotEqualTo(Verdict.CLEAN);
          kept++;
        } catch (FaultlineException e) {
          assertThat(e.problem()).as(place + " = " + value).isEqualTo(Problem.MODEL);
          assertThat(e).hasMessageNotContaining("\n").hasMessageNotContaining("\u001b");
          refused++;
        }
      }
    }
    assertThat(refused + kept).isGreaterThan(300);
    assertThat(refused).isGreaterThan(kept);
  }

  /** JSON pointers of everything in a tree. */
  private static void places(JsonNode node, String place, List<String> places) {
    if (!place.isEmpty()) {
      places.add(place);
    }
    if (node.isObject()) {
      node.properties().forEach(e -> places(e.getValue(), place + "/" + e.getKey(), places));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      places(node.get(i), place + "/" + i, places);
    }
  }

  private Path withValue(Path bundle, JsonNode manifest, String place, String value)
      throws IOException {
    JsonNode copy = manifest.deepCopy();
    String name = place.substring(place.lastIndexOf('/') + 1);
    ContainerNode<?> parent =
        (ContainerNode<?>) copy.at(place.substring(0, place.lastIndexOf('/')));
    JsonNode node = JSON.readTree(value);
    if (parent instanceof ObjectNode object) {
      object.set(name, node);
    } else {
      ((ArrayNode) parent).set(Integer.parseInt(name), node);
    }
    return ChangedBundle.manifest(bundle, folder.resolve("changed"), text -> copy.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/encoder/cropSide, 0, encoder: cropSide is 0; it must be 1 to 1024",
    "/encoder/cropSide, -5, encoder: cropSide is -5;",
    "/encoder/cropSide, 60000, encoder: cropSide is 60000;",
    "/encoder/contextPadding, -7, encoder: contextPadding is -7;",
    "/network/hidden, 1000000000, network: hidden is 1000000000; it must be at most",
    "/network/hidden, 7, the classifier head is of 6 features; the manifest's network has 7",
    "/network/context, 1e300, network: context is 1.0E300",
    "/options/tileOverlap, 95, options: tileOverlap is 95; it must be 0 to 48",
    "/options/tileSide, 3, options: tileSide is 3;",
    "/options/views, 3, options: views is 3;",
    "/options/nmsIou, \"NaN\", options: nmsIou is NaN;",
    "/options/maxDetections, 1000000000, options: maxDetections is 1000000000;",
    "/proposalBudget, 1000000000, proposalBudget is 1000000000;",
    "/proposals, \"nonsense\", proposals 'nonsense': 'nonsense' is unknown;",
    "/operatingPoint/threshold, \"NaN\", operatingPoint: threshold is NaN; it must be in",
    "/operatingPoint/certain, 1.5, operatingPoint: certain is 1.5;",
    "/categories/1/name, \"crack\", two categories have",
    "/categories/1/name, \" \", category 7 has no name",
    "/categories/1/id, 3, two categories have",
  })
  void aFieldOutOfItsRangeIsNamed(String place, String value, String words) throws IOException {
    JsonNode manifest =
        JSON.readTree(Objects.requireNonNull(ChangedBundle.entries(valid).get("manifest.json")));
    assertRefused(withValue(valid, manifest, place, value), words);
  }

  @Test
  void entriesAreStoredAndFitTheFile() throws IOException {
    Map<String, byte[]> entries = ChangedBundle.entries(valid);
    Path deflated = folder.resolve("deflated");
    try (OutputStream out = Files.newOutputStream(deflated)) {
      ChangedBundle.write(entries, out, ZipEntry.DEFLATED);
    }
    assertRefused(deflated, "is compressed");

    Map<String, byte[]> more = new LinkedHashMap<>(entries);
    more.put("run.sh", new byte[1]);
    Path stranger = folder.resolve("stranger");
    try (OutputStream out = Files.newOutputStream(stranger)) {
      ChangedBundle.write(more, out, ZipEntry.STORED);
    }
    assertRefused(stranger, "holds an entry that is none of");

    Map<String, byte[]> twice = new LinkedHashMap<>(entries);
    twice.put("manifest.jsoN", new byte[1]);
    Path doubled = folder.resolve("doubled");
    try (OutputStream out = Files.newOutputStream(doubled)) {
      ChangedBundle.write(twice, out, ZipEntry.STORED);
    }
    String text = Files.readString(doubled, StandardCharsets.ISO_8859_1);
    Files.writeString(
        doubled, text.replace("manifest.jsoN", "manifest.json"), StandardCharsets.ISO_8859_1);
    assertRefused(doubled, "manifest.json stands in it twice");
  }

  @Test
  void bytesChangedAnywhereNeverMakeAPhotoClean() throws IOException {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = Files.readAllBytes(valid);
    for (int i = 0; i < 200; i++) {
      byte[] changed = bytes.clone();
      int at = random.nextInt(4) == 0 ? random.nextInt(1200) : random.nextInt(changed.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("changed"), changed);
      try {
        assertThat(verdict(file)).as("seed %d, byte %d", seed, at).isNotEqualTo(Verdict.CLEAN);
      } catch (FaultlineException e) {
        assertThat(e.problem()).as("seed %d, byte %d", seed, at).isEqualTo(Problem.MODEL);
      }
    }
  }

  private static void assertRefused(Path file, String words) {
    assertThatThrownBy(() -> RegionDetector.load(file, Compute.PLAIN))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.MODEL))
        .hasMessageContaining(words);
  }
}
