/** Photos with boxes drawn on them. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.pictures;
