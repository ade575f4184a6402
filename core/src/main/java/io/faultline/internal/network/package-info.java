/** A backbone with pooled regions and heads, run and trained over libtorch. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.network;
