package io.faultline.internal.backbone;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * A path with a shortcut beside it; the two are added.
 *
 * @param path what is learnt
 * @param projection the shortcut where the path changes the shape; empty is the input itself
 * @param activation of the sum
 */
record Residual(List<ConvNorm> path, Optional<ConvNorm> projection, Activation activation)
    implements Block {
  Residual {
    path = List.copyOf(path);
  }

  @Override
  public Tensor apply(Tensor x, Parameters parameters, Normalisation normalisation) {
    Tensor y = x;
    for (ConvNorm step : path) {
      y = step.apply(y, parameters, normalisation);
    }
    Tensor shortcut = projection.map(p -> p.apply(x, parameters, normalisation)).orElse(x);
    return activation.apply(y.add_(shortcut));
  }

  @Override
  public List<ConvNorm> convolutions() {
    return Stream.concat(path.stream(), projection.stream()).toList();
  }

  @Override
  public int stride() {
    return path.stream().mapToInt(ConvNorm::stride).reduce(1, Math::multiplyExact);
  }
}
