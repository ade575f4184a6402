package io.faultline.internal.settings;

import io.faultline.internal.region.LabelOptions;

/**
 * Which boxes are learnt from.
 *
 * @param labels how overlap becomes a label
 * @param negatives which negatives stay
 */
public record RegionConfig(LabelOptions labels, NegativesConfig negatives) {}
