/** Finds photos that show the same picture. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.duplicates;
