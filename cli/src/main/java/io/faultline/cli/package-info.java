/** The command line: options, screens and exit codes; no algorithm. */
@org.jspecify.annotations.NullMarked
package io.faultline.cli;
