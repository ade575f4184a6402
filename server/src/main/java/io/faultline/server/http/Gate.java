package io.faultline.server.http;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every request passes first: it gets its number and the headers of its answer, is counted,
 * and is refused where it may not in, is too large or comes while the service drains. Its body is
 * read here, so that no route waits for a client.
 */
final class Gate extends Handler.Wrapper {
  /** Answered also while draining. */
  private static final Set<String> ALWAYS = Set.of("/health/live", "/health/ready", "/metrics");

  private static final int RETRY_SECONDS = 5;

  private final Access access;
  private final Limits limits;
  private final Traffic traffic;
  private final BodyBudget budget;
  private final BiConsumer<Exchange, Integer> ledger;

  /** A gate; {@code ledger} is told of every answer with its status. */
  Gate(
      Access access,
      Limits limits,
      Traffic traffic,
      BodyBudget budget,
      BiConsumer<Exchange, Integer> ledger) {
    this.access = access;
    this.limits = limits;
    this.traffic = traffic;
    this.budget = budget;
    this.ledger = ledger;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = Exchange.begin(request);
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put("X-Request-Id", exchange.id());
    count(exchange, request, response);
    Optional<ApiFault> refusal = refusal(request);
    long declared = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
    boolean chunked = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    boolean asks = request.getHeaders().contains(HttpHeader.EXPECT);
    boolean body = declared > 0 || chunked;
    if (refusal.isPresent() && (!body || asks || declared > 2 * limits.bodyBytes())) {
      Refusals.write(request, response, callback, exchange, refusal.get());
    } else if (body) {
      load(request, response, callback, exchange, refusal);
    } else {
      pass(request, response, callback);
    }
    return true;
  }

  private void count(Exchange exchange, Request request, Response response) {
    boolean stream =
        request.getHeaders().contains(HttpHeader.ACCEPT, "text/event-stream")
            && HttpMethod.GET.is(request.getMethod());
    if (!stream) {
      traffic.enter();
    }
    Request.addCompletionListener(
        request,
        fault -> {
          if (!stream) {
            traffic.leave();
          }
          ledger.accept(exchange, response.getStatus());
        });
  }

  private Optional<ApiFault> refusal(Request request) {
    if (traffic.isDraining() && !ALWAYS.contains(request.getHttpURI().getPath())) {
      return Optional.of(
          ApiFault.retry(503, "draining", "the service is about to stop", RETRY_SECONDS));
    }
    if (request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > limits.bodyBytes()) {
      return access.refusal(request).or(() -> Optional.of(BodyLoader.tooLarge(limits)));
    }
    return access.refusal(request);
  }

  private void load(
      Request request,
      Response response,
      Callback callback,
      Exchange exchange,
      Optional<ApiFault> refusal) {
    Handler next = getHandler();
    new BodyLoader(next, request, response, callback, exchange, limits, budget, refusal).load();
  }

  private void pass(Request request, Response response, Callback callback) {
    try {
      if (!getHandler().handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable fault) { // Written as an answer, as Jetty does.
      Response.writeError(request, response, callback, fault);
    }
  }
}
