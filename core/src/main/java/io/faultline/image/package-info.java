/** Photos in memory. */
@org.jspecify.annotations.NullMarked
package io.faultline.image;
