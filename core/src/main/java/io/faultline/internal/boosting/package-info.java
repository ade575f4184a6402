/** XGBoost and LightGBM: training, and trees run in Java. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.boosting;
