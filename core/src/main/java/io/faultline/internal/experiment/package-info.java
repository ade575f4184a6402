/**
 * Runs made of runs: recipes compared over one dataset, and settings searched by cross-validation.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.experiment;
