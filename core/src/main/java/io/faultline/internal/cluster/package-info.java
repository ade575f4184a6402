/** Work that the command line gives to a cluster. */
@org.jspecify.annotations.NullMarked
package io.faultline.internal.cluster;
