/** Tests of the routes and of what stands before them. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.http;
