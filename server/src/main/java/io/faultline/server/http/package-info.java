/** Routes, limits, access, errors and metrics of the service. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.http;
