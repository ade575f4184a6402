/** Synthetic photos of cracks. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.synthetic;
