/** The routes of the workspace: requests to calls of the workspace, and its answers as JSON. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.http;
