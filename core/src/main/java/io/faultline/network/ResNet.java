package io.faultline.network;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The forward pass of a residual network as torchvision computes it; the caller owns the scope.
 *
 * @param trainBatchNorm whether batch norm uses the batch's statistics and updates the running ones
 */
record ResNet(Architecture architecture, Parameters parameters, boolean trainBatchNorm) {
  private static final double MOMENTUM = 0.1;
  private static final double EPSILON = 1e-5;

  /**
   * The feature map after a stage.
   *
   * @param input {@code [n][3][height][width]}, normalised
   * @return {@code [n][channels][ceil(height / stride)][ceil(width / stride)]}
   */
  Tensor features(Tensor input, Stage last) {
    Tensor x = torch.relu(norm(conv(input, "conv1", 2, 3), "bn1"));
    x = torch.max_pool2d(x, new long[] {3, 3}, twice(2), twice(1), twice(1), false);
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(last) > 0) {
        break;
      }
      for (int block = 0; block < architecture.blocks(stage); block++) {
        boolean first = block == 0 && stage != Stage.LAYER1;
        x = block(x, stage.key() + "." + block + ".", first ? 2 : 1);
      }
    }
    return x;
  }

  /** The ImageNet logits, {@code [n][1000]}; needs the whole network. */
  Tensor logits(Tensor input) {
    Tensor pooled = torch.adaptive_avg_pool2d(features(input, Stage.LAYER4), 1, 1).flatten(1, -1);
    return torch.linear(
        pooled, parameters.get("fc.weight"), new TensorOptional(parameters.get("fc.bias")));
  }

  private Tensor block(Tensor x, String prefix, int stride) {
    Tensor y = torch.relu(norm(conv(x, prefix + "conv1", stride, 1), prefix + "bn1"));
    y = norm(conv(y, prefix + "conv2", 1, 1), prefix + "bn2");
    Tensor shortcut =
        stride == 1
            ? x
            : norm(conv(x, prefix + "downsample.0", stride, 0), prefix + "downsample.1");
    return torch.relu(y.add(shortcut));
  }

  private Tensor conv(Tensor x, String name, int stride, int padding) {
    return torch.conv2d(
        x,
        parameters.get(name + ".weight"),
        new TensorOptional(),
        twice(stride),
        twice(padding),
        twice(1),
        1);
  }

  private Tensor norm(Tensor x, String name) {
    return torch.batch_norm(
        x,
        new TensorOptional(parameters.get(name + ".weight")),
        new TensorOptional(parameters.get(name + ".bias")),
        new TensorOptional(parameters.get(name + ".running_mean")),
        new TensorOptional(parameters.get(name + ".running_var")),
        trainBatchNorm,
        MOMENTUM,
        EPSILON,
        false);
  }

  private static long[] twice(long value) {
    return new long[] {value, value};
  }
}
