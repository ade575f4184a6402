/** What readers of all label formats share: records, boxes, sizes, findings, accounts. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.labels;
