/**
 * The HTTP service around the library: {@link io.faultline.server.Server} starts and drains it,
 * {@link io.faultline.server.ServeOptions} says how.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.server;
