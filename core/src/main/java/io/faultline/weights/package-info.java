/** Named tensors, the form in which a classifier is stored. */
@org.jspecify.annotations.NullMarked
package io.faultline.weights;
