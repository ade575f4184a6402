/** Published weights, fetched by name and kept. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.pretrained;
