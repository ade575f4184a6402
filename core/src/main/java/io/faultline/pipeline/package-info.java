/** Puts the stages together: training, detection and evaluation runs with their folders. */
@org.jspecify.annotations.NullMarked
package io.faultline.pipeline;
