/** The page in a real browser. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.page;
