package io.faultline.internal.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Turns the score of a classifier into a probability that can be taken at its word: of regions that
 * get 0.3, three in ten hold an object. Fitted on rows the classifier did not learn from.
 *
 * <p>It never falls as the score rises, and keeps a small slope everywhere, so that the order of
 * scores, which suppression and average precision live on, survives.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PlattCalibration.class, name = "platt"),
  @JsonSubTypes.Type(value = IsotonicCalibration.class, name = "isotonic")
})
public sealed interface Calibration permits PlattCalibration, IsotonicCalibration {

  /** The probability that belongs to a score, in [0, 1]; scores are log-odds or margins. */
  double probability(double score);

  /** The log-odds of a probability, kept within +-36 (where float64 still tells 1 - p from 0). */
  static double logOdds(double probability) {
    return Math.max(-36, Math.min(36, Math.log(probability) - Math.log1p(-probability)));
  }
}
