package io.faultline.server.http;

import io.faultline.internal.text.VisibleText;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A line for each request that got no result, with the number by which its answer names it. Busy
 * answers are left out: the metrics count them, and under load there are thousands.
 */
final class FaultLog {
  private static final int FIRST_FAULT = 400;
  private static final int BUSY = 429;

  private final Consumer<String> log;

  FaultLog(Consumer<String> log) {
    this.log = log;
  }

  /** Notes an answer if it is a fault. */
  void answered(Exchange exchange, int status) {
    if (status < FIRST_FAULT || status == BUSY) {
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
