/** Finds photos in files and folders, and names what is written for them. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.photos;
