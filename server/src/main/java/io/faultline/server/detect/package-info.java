/** Photos that clients send: inspected by the model in use, through the queue. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.detect;
