/** The extension point for classifiers, and the features they learn from. */
@org.jspecify.annotations.NullMarked
package io.faultline.classifier;
