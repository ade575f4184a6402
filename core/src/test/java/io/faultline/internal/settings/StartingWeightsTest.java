package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code network.weights: auto} comes to. */
class StartingWeightsTest {
  private final List<String> notes = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void note(String line) {
          notes.add(line);
        }
      };

  private PipelineConfig resolved(PipelineConfig config) {
    return StartingWeights.resolved(config, progress);
  }

  @Test
  void isTheDefault() {
    assertThat(PipelineConfig.DEFAULT.network().weights()).contains("auto");
  }

  @Test
  void theDefaultNetworkStartsFromTheBuiltInModelAndSaysSo() {
    assertThat(resolved(PipelineConfig.DEFAULT).network().weights()).contains("crack");
    assertThat(notes).singleElement().asString().contains("built-in model crack", "auto");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.architecture=resnet34",
        "network.cut-after=layer2",
        "network.train-batch-norm=true",
        "fine-tune.regime=warp"
      })
  void anotherNetworkStartsFromRandomWeights(String setting) {
    assertThat(resolved(PipelineConfig.DEFAULT.with(setting)).network().weights()).isEmpty();
  }

  @Test
  void whatWasAskedForStays() {
    PipelineConfig none = PipelineConfig.DEFAULT.withWeights("none");
    PipelineConfig file = PipelineConfig.DEFAULT.withWeights("a/w.pth");
    assertThat(resolved(none)).isEqualTo(none);
    assertThat(resolved(file)).isEqualTo(file);
    assertThat(notes).isEmpty();
  }
}
