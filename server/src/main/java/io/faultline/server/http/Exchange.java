package io.faultline.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** One request and its answer, known to all that touch it. */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The body where there is none. */
  static final byte[] NO_BODY = {};

  private final String id;
  private final long begun = System.nanoTime();
  private final Request request;
  private volatile String route = "none";
  private volatile String fault = "";
  private volatile byte[] body = NO_BODY;

  private Exchange(String id, Request request) {
    this.id = id;
    this.request = request;
  }

  static Exchange begin(Request request) {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    Exchange exchange = new Exchange(HexFormat.of().formatHex(bytes), request);
    request.setAttribute(ATTRIBUTE, exchange);
    return exchange;
  }

  /** The exchange of a request; empty before it has begun. */
  static Optional<Exchange> known(Request request) {
    return Optional.ofNullable((Exchange) request.getAttribute(ATTRIBUTE));
  }

  static Exchange of(HttpServletRequest request) {
    return (Exchange) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "no exchange");
  }

  /** By which a person finds the answer in a log. */
  String id() {
    return id;
  }

  /** Seconds since its head was read. */
  double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** The path of the route that answers, with names instead of values. */
  String route() {
    return route;
  }

  void route(String path) {
    route = path;
  }

  /** Why there is no result, in a line; empty where there is one. */
  String fault() {
    return fault;
  }

  void fault(String reason) {
    fault = reason;
  }

  /** As in {@code POST /v1/detect}; the route, as paths may hold anything. */
  String words() {
    return request.getMethod() + " " + route;
  }

  /** What was sent; not copied, and to be left as it is. */
  byte[] body() {
    return body;
  }

  void body(byte[] bytes) {
    body = bytes;
  }

  /** Whether the client has closed its side of the connection. */
  boolean clientLeft() {
    return request.getConnectionMetaData().getConnection().getEndPoint()
            instanceof WatchedEndPoint watched
        && watched.clientLeft();
  }
}
