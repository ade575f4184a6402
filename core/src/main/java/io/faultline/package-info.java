/** What every stage speaks: faults with their exit codes, and progress. */
@org.jspecify.annotations.NullMarked
package io.faultline;
