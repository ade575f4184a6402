/** Tests of the queue. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.work;
