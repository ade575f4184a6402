/** A training run and its stages. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.training;
