/** Feature vectors turned into per-class probabilities. */
@org.jspecify.annotations.NullMarked
package io.faultline.classifier;
