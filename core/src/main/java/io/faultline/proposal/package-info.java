/** The extension point for proposal generators. */
@org.jspecify.annotations.NullMarked
package io.faultline.proposal;
