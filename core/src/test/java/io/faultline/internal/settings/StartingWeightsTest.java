package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.Category;
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

  private PipelineConfig resolved(PipelineConfig config, String... classes) {
    List<Category> categories = new ArrayList<>();
    for (String name : classes) {
      categories.add(new Category(categories.size() + 1, name));
    }
    return StartingWeights.resolved(config, categories, progress);
  }

  @Test
  void isTheDefault() {
    assertThat(PipelineConfig.DEFAULT.network().weights()).contains("auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crack", "Cracks", "concrete-crack"})
  void cracksAloneStartFromTheBuiltInModelAndSayWhy(String name) {
    assertThat(resolved(PipelineConfig.DEFAULT, name).network().weights()).contains("crack");
    assertThat(notes).singleElement().asString().contains("built-in model crack", name, "auto");
  }

  @Test
  void otherClassesStartFromRandomWeights() {
    assertThat(resolved(PipelineConfig.DEFAULT, "dog").network().weights()).isEmpty();
    assertThat(resolved(PipelineConfig.DEFAULT, "crack", "spall").network().weights()).isEmpty();
    assertThat(notes).hasSize(2).allSatisfy(note -> assertThat(note).contains("random weights"));
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
    assertThat(resolved(PipelineConfig.DEFAULT.with(setting), "crack").network().weights())
        .isEmpty();
  }

  @Test
  void whatWasAskedForStays() {
    PipelineConfig none = PipelineConfig.DEFAULT.withWeights("none");
    PipelineConfig file = PipelineConfig.DEFAULT.withWeights("a/w.pth");
    assertThat(resolved(none, "crack")).isEqualTo(none);
    assertThat(resolved(file, "crack")).isEqualTo(file);
    assertThat(notes).isEmpty();
  }
}
