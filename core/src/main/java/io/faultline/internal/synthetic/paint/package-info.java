/** What synthetic photos are painted with: a canvas, lines, random fields, grains. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.synthetic.paint;
