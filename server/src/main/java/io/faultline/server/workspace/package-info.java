/** The workspace: photos, boxes and corrections in a folder. Knows nothing of HTTP. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace;
