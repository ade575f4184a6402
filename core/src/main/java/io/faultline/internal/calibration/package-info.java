/** Scores turned into probabilities. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.calibration;
