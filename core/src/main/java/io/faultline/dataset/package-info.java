/**
 * Photos with their truth: readers, writers, masks to boxes, checks, splits and synthetic photos.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.dataset;
