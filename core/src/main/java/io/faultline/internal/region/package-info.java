/** Proposals turned into labelled training regions, and the batches drawn from them. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.region;
