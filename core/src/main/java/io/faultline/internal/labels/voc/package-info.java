/** Pascal VOC: reader. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.labels.voc;
