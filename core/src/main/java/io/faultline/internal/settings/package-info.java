/** The settings of a training, their defaults and their reference. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.settings;
