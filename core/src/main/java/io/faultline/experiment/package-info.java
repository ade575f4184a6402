/**
 * Runs that are made of runs: recipes compared over one dataset, and settings searched for by
 * cross-validation. Every training is a {@link io.faultline.pipeline.TrainingRun}.
 */
@NullMarked
package io.faultline.experiment;

import org.jspecify.annotations.NullMarked;
