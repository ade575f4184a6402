package io.faultline.internal.backbone;

/**
 * The stages after which a trunk can be cut: all blocks up to the next one that halves the map.
 * Named after those of torchvision's residual networks. In MobileNetV2 they end with {@code
 * features.3}, {@code features.6}, {@code features.13} and {@code features.18}, in ConvNeXt with
 * {@code features.1}, {@code features.3}, {@code features.5} and {@code features.7}.
 */
public enum Stage {
  /** Stride 4. */
  LAYER1(1),
  /** Stride 8. */
  LAYER2(2),
  /** Stride 16: the usual map for region pooling. */
  LAYER3(3),
  /** Stride 32: the whole trunk. */
  LAYER4(4);

  private final int number;

  Stage(int number) {
    this.number = number;
  }

  /** Position in the trunk, 1 to 4. */
  public int number() {
    return number;
  }
}
