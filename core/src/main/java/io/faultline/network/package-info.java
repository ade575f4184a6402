/** torchvision architectures over libtorch, their weights, and the one home of native tensors. */
@org.jspecify.annotations.NullMarked
package io.faultline.network;
