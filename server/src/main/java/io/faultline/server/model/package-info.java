/** The model that the service detects with, and how another one takes its place. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.model;
