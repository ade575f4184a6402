package io.faultline.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Residual networks of two-convolution blocks (He et al. 2016), with torchvision's tensor names and
 * shapes.
 */
public enum Architecture {
  /** 2 + 2 + 2 + 2 blocks, 11.7 million parameters with the ImageNet head. */
  RESNET18(2, 2, 2, 2),
  /** 3 + 4 + 6 + 3 blocks, 21.8 million parameters with the ImageNet head. */
  RESNET34(3, 4, 6, 3);

  /** ImageNet's classes, the width of {@code fc}. */
  static final int IMAGENET_CLASSES = 1000;

  private final int layer1;
  private final int layer2;
  private final int layer3;
  private final int layer4;

  Architecture(int layer1, int layer2, int layer3, int layer4) {
    this.layer1 = layer1;
    this.layer2 = layer2;
    this.layer3 = layer3;
    this.layer4 = layer4;
  }

  /** Residual blocks in a stage. */
  int blocks(Stage stage) {
    return switch (stage) {
      case LAYER1 -> layer1;
      case LAYER2 -> layer2;
      case LAYER3 -> layer3;
      case LAYER4 -> layer4;
    };
  }

  /** Channels of the feature map after a stage. */
  public int channels(Stage stage) {
    return 32 << stage.number();
  }

  /**
   * Name to shape of every floating-point tensor up to a stage, in torchvision's state-dict order.
   */
  Map<String, int[]> trunk(Stage last) {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    convolution(tensors, "conv1", "bn1", 64, 3, 7);
    int in = 64;
    for (Stage stage : Stage.values()) {
      if (stage.compareTo(last) > 0) {
        break;
      }
      int out = channels(stage);
      for (int block = 0; block < blocks(stage); block++) {
        String prefix = stage.key() + "." + block + ".";
        convolution(tensors, prefix + "conv1", prefix + "bn1", out, in, 3);
        convolution(tensors, prefix + "conv2", prefix + "bn2", out, out, 3);
        if (in != out) {
          convolution(tensors, prefix + "downsample.0", prefix + "downsample.1", out, in, 1);
        }
        in = out;
      }
    }
    return tensors;
  }

  /** As {@link #trunk} to the last stage, followed by the ImageNet head. */
  Map<String, int[]> whole() {
    Map<String, int[]> tensors = trunk(Stage.LAYER4);
    tensors.put("fc.weight", new int[] {IMAGENET_CLASSES, channels(Stage.LAYER4)});
    tensors.put("fc.bias", new int[] {IMAGENET_CLASSES});
    return tensors;
  }

  private static void convolution(
      Map<String, int[]> tensors, String conv, String norm, int out, int in, int side) {
    tensors.put(conv + ".weight", new int[] {out, in, side, side});
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      tensors.put(norm + "." + part, new int[] {out});
    }
  }
}
