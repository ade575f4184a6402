/** Tests of Faultline on Spark. */
@org.jspecify.annotations.NullMarked
package io.faultline.spark;
