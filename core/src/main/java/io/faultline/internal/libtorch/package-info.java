/** How libtorch is run: device, number format, threads, caches. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.libtorch;
