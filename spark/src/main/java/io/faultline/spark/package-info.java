/** Faultline as jobs of Apache Spark: detection over archives of photos. */
@org.jspecify.annotations.NullMarked
package io.faultline.spark;
