/** Work on several threads: shared work, work prepared ahead, and closing what is in use. */
@NullMarked
package io.faultline.concurrent;

import org.jspecify.annotations.NullMarked;
