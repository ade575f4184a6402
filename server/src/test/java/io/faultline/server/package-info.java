/** Tests of the service. */
@org.jspecify.annotations.NullMarked
package io.faultline.server;
