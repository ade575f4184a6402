package io.faultline.internal.backbone;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The function that ends a block, value by value. */
enum Activation {
  /** The identity. */
  NONE,
  /** {@code max(0, x)}. */
  RELU,
  /** {@code min(6, max(0, x))}. */
  RELU6;

  /** Overwrites a fresh tensor: nothing before an activation needs its own output to go back. */
  Tensor apply(Tensor x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> torch.relu_(x);
      case RELU6 -> torch.relu6_(x);
    };
  }
}
