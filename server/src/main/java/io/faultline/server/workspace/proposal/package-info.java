/** Boxes that a person can take over with one click. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.proposal;
