/** Results as JSON, CSV, pictures and one self-contained HTML page. */
@org.jspecify.annotations.NullMarked
package io.faultline.report;
