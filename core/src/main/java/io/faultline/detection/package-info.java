/** From a photo to detections, and the bundle that a detector is stored as. */
@org.jspecify.annotations.NullMarked
package io.faultline.detection;
