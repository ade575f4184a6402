/** The results of a detector for photos. */
@org.jspecify.annotations.NullMarked
package io.faultline.detection;
