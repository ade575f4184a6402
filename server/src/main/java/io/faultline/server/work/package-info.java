/** The queue in front of the detector: bounded, in order of urgency, cancellable. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.work;
