package io.faultline.network;

/**
 * The stages after which a trunk can be cut: all blocks up to the next one that halves the map.
 * Named after those of torchvision's residual networks. In MobileNetV2 they end with {@code
 * features.3}, {@code features.6}, {@code features.13} and {@code features.18}.
 */
public enum Stage {
  /** Stride 4. */
  LAYER1(1, 4),
  /** Stride 8. */
  LAYER2(2, 8),
  /** Stride 16: the usual map for region pooling. */
  LAYER3(3, 16),
  /** Stride 32: the whole trunk. */
  LAYER4(4, 32);

  private final int number;
  private final int stride;

  Stage(int number, int stride) {
    this.number = number;
    this.stride = stride;
  }

  /** Photo pixels per step of the stage's feature map. */
  public int stride() {
    return stride;
  }

  /** Position in the trunk, 1 to 4. */
  int number() {
    return number;
  }

  /** The stage that feeds this one; {@link #LAYER1} is fed by the stem, which is none. */
  Stage before() {
    return switch (this) {
      case LAYER4 -> LAYER3;
      case LAYER3 -> LAYER2;
      case LAYER2 -> LAYER1;
      case LAYER1 -> throw new IllegalStateException("no stage is before layer1");
    };
  }
}
