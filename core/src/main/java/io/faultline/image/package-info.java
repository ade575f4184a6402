/** Photos in memory, as a program hands them in. */
@org.jspecify.annotations.NullMarked
package io.faultline.image;
