/** Named tensors, as a classifier is stored. */
@org.jspecify.annotations.NullMarked
package io.faultline.weights;
