package io.faultline.cli;

import io.faultline.internal.settings.PipelineConfig;
import java.util.Iterator;

/** Everything that {@code --weights} can name, for its help. */
final class WeightsNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return PipelineConfig.weightsNames().iterator();
  }
}
