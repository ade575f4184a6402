/** Opens datasets of any format, and divides them by place. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.dataset;
