/** The file that a detector is stored as. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.bundle;
