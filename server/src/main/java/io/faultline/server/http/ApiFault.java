package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.server.work.QueueFull;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.Serial;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.http.HttpException;

/** A request that gets no result: the status and the one line that its answer holds. */
public final class ApiFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final int retrySeconds;

  private ApiFault(int status, String code, String message, int retrySeconds) {
    super(message);
    this.status = status;
    this.code = code;
    this.retrySeconds = retrySeconds;
  }

  /**
   * A fault.
   *
   * @param status of HTTP
   * @param code a word for programs, in lower case with hyphens
   * @param message one line for people
   */
  public ApiFault(int status, String code, String message) {
    this(status, code, message, 0);
  }

  /** As above, for a client that may try again. */
  public static ApiFault retry(int status, String code, String message, int seconds) {
    return new ApiFault(status, code, message, seconds);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** A word for programs. */
  public String code() {
    return code;
  }

  /** The line for people. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** After how many seconds to try again; 0 where that is not known to help. */
  public int retrySeconds() {
    return retrySeconds;
  }

  /** What a client is told of a fault that a handler threw. */
  static ApiFault of(Throwable thrown) {
    Throwable fault = unwrapped(thrown);
    if (fault instanceof ApiFault own) {
      return own;
    }
    if (fault instanceof QueueFull full) {
      return retry(429, "busy", String.valueOf(full.getMessage()), full.retrySeconds());
    }
    if (fault instanceof FaultlineException own) {
      return new ApiFault(own.problem().httpStatus(), code(own.problem()), own.getMessage());
    }
    if (fault instanceof CancellationException) {
      return new ApiFault(Problem.CANCELLED.httpStatus(), code(Problem.CANCELLED), "stopped");
    }
    if (fault instanceof MethodNotAllowedResponse wrong) {
      return new ApiFault(405, word(405), "the method is not possible here; use " + methods(wrong));
    }
    if (fault instanceof HttpResponseException answer) {
      return new ApiFault(answer.getStatus(), word(answer.getStatus()), firstLine(answer));
    }
    if (fault instanceof HttpException bad) {
      return new ApiFault(bad.getCode(), word(bad.getCode()), reason(bad));
    }
    return new ApiFault(
        Problem.INTERNAL.httpStatus(),
        code(Problem.INTERNAL),
        "a fault of Faultline itself; the log of the service has more");
  }

  /** The fault itself, out of what carried it between threads. */
  static Throwable unwrapped(Throwable thrown) {
    Throwable fault = thrown;
    while (fault.getCause() != null && carries(fault)) {
      fault = fault.getCause();
    }
    return fault;
  }

  private static boolean carries(Throwable fault) {
    // Jetty hands on what it found wrong with a message in exceptions of the standard library.
    boolean badMessage =
        fault.getCause() instanceof HttpException && !(fault instanceof HttpException);
    return fault instanceof CompletionException
        || fault instanceof ExecutionException
        || badMessage;
  }

  private static String code(Problem problem) {
    return switch (problem) {
      case USAGE -> "bad-request";
      case INPUT -> "unreadable";
      case PARTIAL -> "partial";
      case MODEL -> "model";
      case OUTPUT -> "storage";
      case CANCELLED -> "cancelled";
      case INTERNAL -> "internal";
    };
  }

  /** The code for what the server itself refuses. */
  static String word(int status) {
    return switch (status) {
      case 400 -> "bad-request";
      case 401 -> "unauthorized";
      case 403 -> "forbidden";
      case 404 -> "not-found";
      case 405 -> "method-not-allowed";
      case 406 -> "not-acceptable";
      case 408 -> "slow-client";
      case 413 -> "too-large";
      case 414, 431 -> "head-too-large";
      case 415 -> "unsupported-type";
      default -> "http-" + status;
    };
  }

  private static String methods(MethodNotAllowedResponse wrong) {
    return String.join(", ", wrong.getDetails().values());
  }

  private static String reason(HttpException bad) {
    String reason = bad.getReason();
    return reason == null ? "the request cannot be understood" : lower(reason);
  }

  private static String firstLine(Throwable fault) {
    String message = fault.getMessage();
    return message == null || message.isBlank()
        ? "the request cannot be answered"
        : lower(message.lines().findFirst().orElse(""));
  }

  private static String lower(String message) {
    return message.isEmpty()
        ? message
        : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }
}
