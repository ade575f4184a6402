package io.faultline.internal.backbone;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The maximum over 3 x 3, at every second place. */
record MaxPool() implements Block {
  @Override
  public Tensor apply(Tensor x, Parameters parameters, Normalisation normalisation) {
    return torch.max_pool2d(
        x, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
  }

  @Override
  public List<ConvNorm> convolutions() {
    return List.of();
  }

  @Override
  public int stride() {
    return 2;
  }
}
