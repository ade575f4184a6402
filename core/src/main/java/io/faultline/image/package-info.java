/** Photos as 8-bit RGB rasters: reading, cropping, warping, and the filters the stages share. */
@org.jspecify.annotations.NullMarked
package io.faultline.image;
