/** Regions turned into feature vectors by a frozen backbone. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.feature;
