package io.faultline.internal.backbone;

/**
 * The feature map that a stage of a {@link Backbone} puts out, and where its values lie in the
 * photo.
 *
 * @param channels values per position
 * @param stride photo pixels per step of the map
 * @param origin where the centre of the first position lies in the photo, in pixels from the
 *     photo's left upper corner; the same both ways
 */
public record OutputStage(int channels, int stride, double origin) {
  /**
   * The map of convolutions with odd kernels that are padded by half a kernel: step {@code i} lies
   * on the centre of pixel {@code stride * i}, not in the middle of a stride as torchvision's
   * RoIAlign assumes. At stride 16 that is 7.5 pixels off, more than a crack is wide.
   */
  static OutputStage ofPaddedKernels(int channels, int stride) {
    return new OutputStage(channels, stride, 0.5);
  }

  /**
   * The map of patches side by side, each {@code stride} pixels wide: a step is a patch's middle.
   */
  static OutputStage ofPatches(int channels, int stride) {
    return new OutputStage(channels, stride, stride / 2.0);
  }
}
