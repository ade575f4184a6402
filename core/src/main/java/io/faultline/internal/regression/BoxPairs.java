package io.faultline.internal.regression;

import io.faultline.classifier.FeatureMatrix;
import io.faultline.geometry.Box;
import java.util.List;

/**
 * Proposals with the truth boxes they overlap: what box regression learns from.
 *
 * @param features one row per proposal
 * @param proposals the boxes that the features are of
 * @param truths the truth box of each proposal
 * @param labels the class of each truth box, {@code Region.label()}: 1 and more
 */
public record BoxPairs(
    FeatureMatrix features, List<Box> proposals, List<Box> truths, List<Integer> labels) {

  /** Copies the lists and checks that all have as many entries. */
  public BoxPairs {
    proposals = List.copyOf(proposals);
    truths = List.copyOf(truths);
    labels = List.copyOf(labels);
    if (proposals.size() != features.rows()
        || truths.size() != features.rows()
        || labels.size() != features.rows()) {
      throw new IllegalArgumentException(
          features.rows()
              + " rows do not fit "
              + proposals.size()
              + " proposals, "
              + truths.size()
              + " truths and "
              + labels.size()
              + " labels");
    }
  }
}
