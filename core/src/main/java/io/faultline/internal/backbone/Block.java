package io.faultline.internal.backbone;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** A link in the chain that is a {@link ConvTrunk}: a plan without numbers. */
sealed interface Block permits ConvNorm, MaxPool, Residual {

  /**
   * The forward pass; the caller owns the scope.
   *
   * @param x {@code [n][channels in][height][width]}
   * @return {@code [n][channels out][height'][width']}
   */
  Tensor apply(Tensor x, Parameters parameters, Normalisation normalisation);

  /** Everything in it that has weights, in torchvision's state-dict order. */
  List<ConvNorm> convolutions();

  /** Steps of the input per step of the output. */
  int stride();
}
