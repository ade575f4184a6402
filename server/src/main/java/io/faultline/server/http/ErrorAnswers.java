package io.faultline.server.http;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Jetty's own errors, such as of a request that it cannot parse, in the form of all others. */
final class ErrorAnswers extends ErrorHandler {
  private final BiConsumer<Exchange, Integer> ledger;

  /** Answers; {@code ledger} is told of those to requests that no other has seen. */
  ErrorAnswers(BiConsumer<Exchange, Integer> ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Optional<Exchange> known = Exchange.known(request);
    Exchange exchange = known.orElseGet(() -> Exchange.begin(request));
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put("X-Request-Id", exchange.id());
    int status = Math.max(response.getStatus(), HttpStatus.BAD_REQUEST_400);
    Object message = request.getAttribute(ERROR_MESSAGE);
    ApiFault fault =
        new ApiFault(
            status,
            ApiFault.word(status),
            message == null ? HttpStatus.getMessage(status) : String.valueOf(message));
    Refusals.write(request, response, callback, exchange, fault);
    if (known.isEmpty()) {
      ledger.accept(exchange, status);
    }
    return true;
  }
}
