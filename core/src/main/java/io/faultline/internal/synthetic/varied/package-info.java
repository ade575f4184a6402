/** Synthetic photos that differ as much as possible: domain randomisation, in parts. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.synthetic.varied;
