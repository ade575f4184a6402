package io.faultline.internal.backbone;

/**
 * The trunks there are, with torchvision's tensor names and shapes: a file of torchvision's weights
 * fits the architecture of its name.
 */
public enum Architecture {
  /** 2 + 2 + 2 + 2 basic blocks, 11.7 million parameters with the ImageNet head. */
  RESNET18,
  /** 3 + 4 + 6 + 3 basic blocks, 21.8 million parameters with the ImageNet head. */
  RESNET34,
  /** 3 + 4 + 6 + 3 bottlenecks, 25.6 million parameters with the ImageNet head. */
  RESNET50,
  /** As {@link #RESNET50} in 32 groups of 4 channels, 25.0 million parameters. */
  RESNEXT50_32X4D,
  /** 17 inverted residuals, 3.5 million parameters with the ImageNet head. */
  MOBILENET_V2,
  /** 3 + 3 + 9 + 3 blocks, 28.6 million parameters with the ImageNet head. */
  CONVNEXT_TINY;

  /** Channels of the feature map after a stage. */
  public int channels(Stage stage) {
    return backbone().outputs().get(stage.number() - 1).channels();
  }

  /** The whole plan, all of it trained. */
  public Backbone backbone() {
    return switch (this) {
      case RESNET18 -> ResNet.basic(2, 2, 2, 2);
      case RESNET34 -> ResNet.basic(3, 4, 6, 3);
      case RESNET50 -> ResNet.bottleneck(3, 4, 6, 3);
      case RESNEXT50_32X4D -> ResNet.grouped(32, 4, 3, 4, 6, 3);
      case MOBILENET_V2 -> MobileNetV2.trunk();
      case CONVNEXT_TINY -> ConvNeXt.tiny();
    };
  }
}
