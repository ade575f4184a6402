/** From a photo to detections, their verdict and their trace. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.detection;
