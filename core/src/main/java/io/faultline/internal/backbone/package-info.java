/** Architectures in the names of torchvision, up to an output stage. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.backbone;
