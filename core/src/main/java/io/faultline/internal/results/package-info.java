/** Results as JSON and CSV. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.results;
