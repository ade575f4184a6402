/** Operations on pixels: masks, components, morphology, warping, orientation, light. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.image;
