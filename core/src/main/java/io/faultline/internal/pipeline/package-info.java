/** The other runs: detection, evaluation, promise, check, demo, proposals and regions. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.pipeline;
