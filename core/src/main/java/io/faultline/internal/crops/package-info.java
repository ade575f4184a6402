/** Regions as picture files: export, and training on such files. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.crops;
