package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.calibration.CalibrationMethod;
import io.faultline.internal.network.Head;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineConfigTest {
  private static NetworkConfig network(String... sets) {
    return config(sets).network();
  }

  @ParameterizedTest
  @CsvSource({
    "resnet18, RESNET18",
    "resnet34, RESNET34",
    "resnet50, RESNET50",
    "resnext50-32x4d, RESNEXT50_32X4D",
    "resnext50_32x4d, RESNEXT50_32X4D",
    "mobilenet-v2, MOBILENET_V2",
    "mobilenet_v2, MOBILENET_V2",
    "convnext-tiny, CONVNEXT_TINY",
    "convnext_tiny, CONVNEXT_TINY"
  })
  void architecturesHaveTorchvisionsNames(String name, Architecture architecture) {
    assertThat(network("network.architecture=" + name).architecture()).isEqualTo(architecture);
  }

  @Test
  void imagenetLogitsGoWithTheWholeTrunk() {
    NetworkConfig config = network("network.head=imagenet-logits", "network.cut-after=layer4");
    assertThat(config.head()).isEqualTo(Head.IMAGENET_LOGITS);
    assertThat(config.cutAfter()).isEqualTo(Stage.LAYER4);
    assertThat(config.spec(1).featureDimension()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "network.head=imagenet-logits|seed=1|network.head is imagenet-logits: cut-after is layer3;"
            + " it must be layer4",
        "network.hidden=0|seed=1|network.hidden is 0; it must be > 0",
        "network.grid-side=15|seed=1|network.grid-side is 15; it must be 1 to 14",
        "network.frozen-stages=9|network.cut-after=layer4|network.frozen-stages is 9",
        "operating-point.choose=false|operating-point.target-recall=0.9|choose is false; it must be"
            + " true",
      })
  void settingsThatCannotBeTogetherAreRefusedByKey(String set, String other, String message) {
    assertThatThrownBy(() -> network(set, other))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(message);
  }

  @Test
  void keysThatAreRightTogetherAreNotBlamedForAThird() {
    assertThatThrownBy(
            () ->
                network(
                    "network.head=imagenet-logits",
                    "network.cut-after=layer4",
                    "network.frozen-stages=9"))
        .hasMessageContaining("network.frozen-stages is 9");
  }

  /** Trials of one comparison learn from the same photos, whether they detect or not. */
  @Test
  void aTrialPromisesNothingAndDetectsOnlyWhereItMust() {
    PipelineConfig usual = config("operating-point.target-recall=0.9");
    PipelineConfig detecting = usual.forTrial(true);
    assertThat(detecting.operatingPoint().targetRecall()).isEmpty();
    assertThat(detecting.operatingPoint().choose()).isTrue();
    assertThat(detecting.regression()).isEqualTo(usual.regression());
    assertThat(detecting.classifier().calibration()).isEqualTo(CalibrationMethod.NONE);
    PipelineConfig judging = usual.forTrial(false);
    assertThat(judging.operatingPoint().targetRecall()).isEmpty();
    assertThat(judging.operatingPoint().choose()).isFalse();
    assertThat(judging.regression().enabled()).isFalse();
    PipelineConfig several = config("classifier.kind=all").forTrial(false);
    assertThat(several.operatingPoint().choose()).isTrue();
    assertThat(several.regression().enabled()).isTrue();
    assertThat(config("operating-point.choose=false").forTrial(true).operatingPoint().choose())
        .isFalse();
  }

  private static PipelineConfig config(String... sets) {
    return ConfigReader.read(
        PipelineConfig.class, PipelineConfig.DEFAULT, Optional.empty(), List.of(sets));
  }
}
