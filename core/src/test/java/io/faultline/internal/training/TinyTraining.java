package io.faultline.internal.training;

import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.settings.PipelineConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A training of a second or two, for tests of what is made of trainings. */
public final class TinyTraining {
  private TinyTraining() {}

  /**
   * The smallest network, few boxes and one epoch.
   *
   * @param further values that win, as {@code path.to.key=value}
   */
  public static PipelineConfig config(String... further) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "network.cut-after=layer1",
                "network.grid-side=2",
                "network.hidden=8",
                "proposals.generators=grid",
                "proposals.budget=60",
                "regression.enabled=false",
                "fine-tune.epochs=1",
                "fine-tune.shared.min-steps-per-epoch=1",
                "data.held-out=0"));
    sets.addAll(List.of(further));
    return ConfigReader.read(PipelineConfig.class, PipelineConfig.DEFAULT, Optional.empty(), sets);
  }
}
