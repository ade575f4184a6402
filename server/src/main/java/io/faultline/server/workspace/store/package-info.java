/**
 * What a workspace keeps: an SQLite database of photos, detections and histories, and the photo
 * files. Every method that changes something returns after it is on the disk.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.store;
