/** COCO: reader and writer. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.labels.coco;
