@org.jspecify.annotations.NullMarked
package io.faultline.server.workspace.exchange;
