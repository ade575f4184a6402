/** What a detector says of a photo. */
@org.jspecify.annotations.NullMarked
package io.faultline.detection;
