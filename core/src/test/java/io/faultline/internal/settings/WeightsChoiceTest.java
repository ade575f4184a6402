package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.pretrained.WeightsCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One text for two things: a file, or the name of published weights. */
class WeightsChoiceTest {
  private final Path folder;

  WeightsChoiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static void assertUsage(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .satisfies(e -> assertThat(words).allSatisfy(w -> assertThat(e).hasMessageContaining(w)));
  }

  @Test
  void aFileThatIsThereIsThatFile() throws IOException {
    Path file = Files.createFile(folder.resolve("mine"));
    assertThat(WeightsChoice.of(file.toString())).isEqualTo(new WeightsChoice.OfFile(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.pth", "missing.pt", "missing.safetensors", "a/resnet18"})
  void whatLooksLikeAPathStaysOne(String text) {
    assertThat(WeightsChoice.of(text)).isEqualTo(new WeightsChoice.OfFile(Path.of(text)));
    assertThat(WeightsChoice.of(text).architecture()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet81", "resent18", "resnet-18", "resnet18.IMAGENET1K_V2"})
  void aMistypedNameIsToldTheNearest(String text) {
    assertUsage(
        () -> WeightsChoice.of(text),
        "network.weights is " + text,
        "resnet18, resnet34",
        "the nearest is resnet18");
  }

  @Test
  void aNameSetsTheArchitecture() {
    PipelineConfig config = PipelineConfig.DEFAULT.withWeights("resnet34");
    assertThat(config.network().architecture()).isEqualTo(Architecture.RESNET34);
    assertThat(config.network().weights()).contains("resnet34");
    assertThat(PipelineConfig.DEFAULT.withWeights("convnext-tiny").network().architecture())
        .isEqualTo(Architecture.CONVNEXT_TINY);
    assertThat(PipelineConfig.DEFAULT.withWeights("w.pth").network().architecture())
        .isEqualTo(PipelineConfig.DEFAULT.network().architecture());
  }

  @Test
  void theBuiltInModelIsRefusedByAnotherNetwork() {
    assertUsage(
        () -> PipelineConfig.DEFAULT.with("network.weights=crack", "network.architecture=resnet34"),
        "network.weights is crack, which fits the architecture resnet18",
        "network.architecture is resnet34; set network.architecture=resnet18");
    assertUsage(
        () -> PipelineConfig.DEFAULT.with("network.weights=crack", "network.cut-after=layer4"),
        "crack, which ends after layer3, and network.cut-after is layer4");
  }

  @Test
  void theBuiltInModelSetsTheArchitectureAndIsReadFromTheProgram() {
    PipelineConfig config = PipelineConfig.DEFAULT.withWeights("resnet34").withWeights("crack");
    assertThat(config.network().architecture()).isEqualTo(Architecture.RESNET18);
    assertThat(
            WeightsChoice.of("crack")
                .read(WeightsCache.in(folder), Progress.NONE)
                .find("layer3.1.conv2.weight"))
        .isPresent();
  }

  @Test
  void noneIsNoWeights() {
    assertThat(PipelineConfig.DEFAULT.withWeights("none").network().weights()).isEmpty();
    assertThat(PipelineConfig.DEFAULT.with("network.weights=none").network().weights()).isEmpty();
    assertThat(PipelineConfig.DEFAULT.with("network.weights=null").network().weights()).isEmpty();
  }

  @Test
  void aModelOfAnEarlierTrainingIsAsGoodAsItsWeights() throws IOException {
    Path model = Files.write(folder.resolve("model"), BuiltInModels.bytes("crack"));
    assertThat(
            WeightsChoice.of(model.toString()).read(WeightsCache.in(folder), Progress.NONE).names())
        .isEqualTo(BuiltInModels.bundle("crack").weights().names());
  }

  @Test
  void anotherArchitecturesNameIsRefusedWithTheKeyToSet() {
    assertUsage(
        () -> WeightsChoice.of("resnet34").requireFit(Architecture.RESNET18, Stage.LAYER3),
        "resnet34.IMAGENET1K_V1",
        "network.architecture is resnet18",
        "set network.architecture=resnet34");
  }

  @Test
  void aNameIsLookedForInTheCache() throws IOException {
    Path cached = Files.writeString(folder.resolve("resnet18-f37072fd.pth"), "damaged");
    assertThatThrownBy(
            () -> WeightsChoice.of("resnet18").read(WeightsCache.in(folder), Progress.NONE))
        .hasMessageStartingWith(cached + ": its SHA-256 is ");
  }

  @Test
  void yamlAndOverridesHoldNamesAndPathsAlike() throws IOException {
    Path yaml = Files.writeString(folder.resolve("c.yaml"), "network:\n  weights: resnet18\n");
    PipelineConfig named =
        ConfigReader.read(
            PipelineConfig.class, PipelineConfig.DEFAULT, Optional.of(yaml), List.of());
    assertThat(named.network().weights()).contains("resnet18");
    assertThat(ConfigWriter.yaml(named)).contains("weights: resnet18\n");
    PipelineConfig path =
        ConfigReader.read(
            PipelineConfig.class,
            PipelineConfig.DEFAULT,
            Optional.of(yaml),
            List.of("network.weights=a b/w.pth"));
    assertThat(path.network().weights()).contains("a b/w.pth");
  }
}
