/** Boxes that may hold an object, and how much of the truth they cover. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.proposal;
