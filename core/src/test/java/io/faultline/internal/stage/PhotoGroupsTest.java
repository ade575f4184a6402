package io.faultline.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.training.TrainingRegions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhotoGroupsTest {

  @Test
  void trainingSaysWhereNothingCanBeHeldOutAndWhatHelps() {
    Dataset slices = photos("wall_0_0_64_64.jpg", "wall_64_0_128_64.jpg");
    try (RunContexts runs = new RunContexts(1)) {
      assertThat(heldOut(slices, List.of(), runs)).isZero();
      assertThat(runs.notes())
          .singleElement()
          .asString()
          .contains("nothing is held out", "all 2 photos are of one group, wall")
          .contains("--group photo", "--set data.group=photo");
      assertThat(heldOut(slices, List.of("data.group=photo"), runs)).isEqualTo(1);
      assertThat(heldOut(photos("a.jpg", "b.jpg"), List.of(), runs)).isEqualTo(1);
      assertThat(runs.notes()).hasSize(1);
    }
  }

  private static int heldOut(Dataset dataset, List<String> sets, RunContexts runs) {
    PipelineConfig config =
        ConfigReader.read(PipelineConfig.class, PipelineConfig.DEFAULT, Optional.empty(), sets);
    GroupRule rule = PhotoGroups.of(dataset, config, runs.context());
    return TrainingRegions.heldOut(dataset, config, rule, runs.context()).size();
  }

  private static Dataset photos(String... names) {
    return new Dataset(
        List.of(new Category(1, "crack")),
        Stream.of(names)
            .map(name -> new ImageRecord(name.hashCode(), name, Path.of(name), 9, 9, List.of()))
            .toList());
  }
}
