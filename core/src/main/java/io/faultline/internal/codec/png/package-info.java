/** PNG, row by row. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.codec.png;
