/** Work on several threads: shared work, work prepared ahead, and closing what is in use. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.concurrent;
