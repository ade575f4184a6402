/** Faultline and its peers, measured side by side. Run by hand; see the module's README. */
@NullMarked
package io.faultline.bench;

import org.jspecify.annotations.NullMarked;
