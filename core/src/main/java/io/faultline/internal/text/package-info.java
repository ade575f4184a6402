/** Numbers and names as text: the same on every machine, and safe wherever they are shown. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.text;
