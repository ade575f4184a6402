/** The classifiers of this library that are linear, and what classifiers share. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.classifier;
