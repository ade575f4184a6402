/**
 * The entry for programs, {@link io.faultline.Faultline}, and the types that every stage uses:
 * faults with their exit codes, and progress.
 */
@org.jspecify.annotations.NullMarked
package io.faultline;
