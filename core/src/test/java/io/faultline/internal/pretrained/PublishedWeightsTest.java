package io.faultline.internal.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.internal.backbone.Architecture;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that torchvision's weights have. */
class PublishedWeightsTest {

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyArchitectureHasWeightsOfItsName(Architecture architecture) {
    PublishedWeights weights = PublishedWeights.named(architecture.name()).orElseThrow();
    assertThat(weights.architecture()).isEqualTo(architecture);
    String torchvision = PublishedWeights.key(architecture.name());
    assertThat(weights.name()).startsWith(torchvision + ".IMAGENET1K_V");
    assertThat(weights.file()).startsWith(torchvision + "-").endsWith(".pth");
    assertThat(PublishedWeights.names()).contains(torchvision);
  }

  @Test
  void everyNameMeansItsOwnWeights() {
    assertThat(PublishedWeights.names())
        .contains("resnet18", "resnet34")
        .allSatisfy(name -> assertThat(PublishedWeights.named(name)).isPresent());
    assertThat(PublishedWeights.names().stream().map(PublishedWeights::named).distinct())
        .hasSameSizeAs(PublishedWeights.names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resnet18",
        "ResNet18",
        "resnet18.DEFAULT",
        "resnet18.IMAGENET1K_V1",
        "resnet18.imagenet1k-v1"
      })
  void recipesAreTorchvisions(String name) {
    PublishedWeights weights = PublishedWeights.named(name).orElseThrow();
    assertThat(weights.name()).isEqualTo("resnet18.IMAGENET1K_V1");
    assertThat(weights.file()).isEqualTo("resnet18-f37072fd.pth");
    assertThat(weights.sha256Prefix()).isEqualTo("f37072fd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "resnet", "resnet18.", "resnet18.IMAGENET1K_V9", "resnet18.pth"})
  void anythingElseIsUnknown(String name) {
    assertThat(PublishedWeights.named(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../resnet18-f37072fd.pth", "resnet18.pth", "a/b-f37072fd.pth", "w-F37072FD.pth"})
  void aFilesNameStaysInItsFolderAndEndsInAHash(String file) {
    assertThatThrownBy(() -> new PublishedWeights("w", Architecture.RESNET18, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file);
  }

  @Test
  void torchvisionsAddressIsWhereTheyComeFrom() {
    assertThat(WeightsCache.in(Path.of("cache")).origin())
        .isEqualTo(URI.create("https://download.pytorch.org/models/"));
  }
}
