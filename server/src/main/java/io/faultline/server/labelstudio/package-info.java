/** What Label Studio asks of a machine-learning backend, and the form of the answer. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.labelstudio;
