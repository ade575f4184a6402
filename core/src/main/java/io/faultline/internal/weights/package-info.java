/** Files of weights: safetensors and PyTorch. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.weights;
