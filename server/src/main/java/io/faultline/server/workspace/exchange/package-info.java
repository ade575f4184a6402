/** Exports the workspace and imports labels: COCO, YOLO, CSV, Label Studio, and the HTML report. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.exchange;
