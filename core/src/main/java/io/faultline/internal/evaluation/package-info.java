/** Scores detections and region predictions against the truth. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.evaluation;
