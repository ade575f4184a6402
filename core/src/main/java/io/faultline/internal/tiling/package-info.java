/** Large photos cut into tiles, and objects joined over the seams. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.tiling;
