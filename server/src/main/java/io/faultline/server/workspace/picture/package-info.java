/**
 * Pictures of photos for a screen: thumbnails, reduced copies and tiles, kept in a bounded cache.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.picture;
