/** The HTML report and its sections. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.report;
