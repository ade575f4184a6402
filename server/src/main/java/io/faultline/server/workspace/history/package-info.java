/**
 * The history of a photo's boxes: what was found, what a person changed, and the state that follows
 * from both. Pure functions on records.
 */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.history;
