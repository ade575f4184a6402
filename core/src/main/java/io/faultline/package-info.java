/**
 * The front door, {@link io.faultline.Faultline}, and what every stage speaks: faults with their
 * exit codes, and progress.
 */
@org.jspecify.annotations.NullMarked
package io.faultline;
