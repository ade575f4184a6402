package io.faultline;

import java.io.Serial;
import java.util.Objects;

/**
 * A fault that the user can act on. The message is one line that names file, record, field, value
 * and the rule that was broken; shells print it after {@code faultline: } and never a stack trace.
 */
public final class FaultlineException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** A fault of the given kind; {@code message} is one line without a trailing newline. */
  public FaultlineException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As above, keeping the lower-level cause for a debugger; the cause is not shown to the user. */
  public FaultlineException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** The one line for the user; never null. */
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  /** What kind of fault this is; it decides exit code and HTTP status. */
  public Problem problem() {
    return problem;
  }
}
