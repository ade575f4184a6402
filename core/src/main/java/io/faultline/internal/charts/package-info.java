/** Charts as SVG. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.charts;
