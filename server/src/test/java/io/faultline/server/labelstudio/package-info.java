/** Tests of what Label Studio asks. */
@org.jspecify.annotations.NullMarked
package io.faultline.server.labelstudio;
