/** Moves proposed boxes onto their objects: class-specific ridge regression on frozen features. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.regression;
