/** Programs that use the library, each readable from top to bottom. */
@org.jspecify.annotations.NullMarked
package io.faultline.examples;
