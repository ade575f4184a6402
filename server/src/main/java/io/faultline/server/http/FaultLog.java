package io.faultline.server.http;

import io.faultline.internal.text.VisibleText;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A line for each request that got no result, with the number by which its answer names it. Busy
 * answers are left out: the metrics count them, and under load there are thousands.
 */
final class FaultLog {
  private final Consumer<String> log;

  FaultLog(Consumer<String> log) {
    this.log = log;
  }

  /** Notes an answer if it is a fault. */
  void answered(Exchange exchange, int status) {
    if (status < HttpStatus.BAD_REQUEST_400 || status == HttpStatus.TOO_MANY_REQUESTS_429) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "request %s: %s: %d after %.2f s: %s",
            exchange.id(),
            exchange.words(),
            status,
            exchange.seconds(),
            exchange.fault());
    log.accept(VisibleText.line(line));
  }
}
