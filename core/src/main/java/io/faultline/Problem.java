package io.faultline;

/**
 * The kinds of faults, with the exit code of the command line and the HTTP status of a web service
 * for each.
 */
public enum Problem {
  /** A fault of Faultline itself. */
  INTERNAL(1, 500),
  /** A wrong option, configuration key or configuration value. */
  USAGE(2, 400),
  /** A dataset, annotation file or photo that cannot be used. */
  INPUT(3, 422),
  /** The run finished, but some photos could not be read; they are listed. */
  PARTIAL(4, 207),
  /** A weights file or model bundle that does not fit. */
  MODEL(5, 409),
  /** An output that cannot be written; an earlier file of that name is unchanged. */
  OUTPUT(6, 507),
  /** Stopped by the user. */
  CANCELLED(130, 499);

  private final int exitCode;
  private final int httpStatus;

  Problem(int exitCode, int httpStatus) {
    this.exitCode = exitCode;
    this.httpStatus = httpStatus;
  }

  /** The process exit code of the command line. */
  public int exitCode() {
    return exitCode;
  }

  /** The HTTP status of the web service. */
  public int httpStatus() {
    return httpStatus;
  }
}
