package io.faultline;

import java.io.Serial;
import java.util.Objects;

/**
 * A fault that the user can correct. The message is one line that names file, record, field, value
 * and the broken rule. The command line prints it after {@code faultline: }, never a stack trace.
 */
public final class FaultlineException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** A fault of the given kind; {@code message} is one line without a trailing newline. */
  public FaultlineException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** A fault with a lower-level cause for a debugger. The cause is not shown to the user. */
  public FaultlineException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** The one line for the user; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  /** The kind of fault; it decides exit code and HTTP status. */
  public Problem problem() {
    return problem;
  }
}
