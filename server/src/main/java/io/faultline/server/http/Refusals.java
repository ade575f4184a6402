package io.faultline.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers that no route gives. */
final class Refusals {
  private Refusals() {}

  static void write(
      Request request, Response response, Callback callback, Exchange exchange, ApiFault fault) {
    exchange.fault(fault.message());
    head(response, fault);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = ErrorJson.of(fault, exchange.id());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean head = request.getMethod().equals("HEAD");
    response.write(true, head ? null : ByteBuffer.wrap(body), callback);
  }

  private static void head(Response response, ApiFault fault) {
    response.setStatus(fault.status());
    if (fault.retrySeconds() > 0) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, fault.retrySeconds());
    }
    if (fault.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    // The rest of a body that is too large is not read.
    if (fault.status() == 503 || fault.status() == 413) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }
}
