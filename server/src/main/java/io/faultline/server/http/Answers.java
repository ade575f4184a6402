package io.faultline.server.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Bodies of answers. */
final class Answers {
  static final String JSON = "application/json";

  private Answers() {}

  /** JSON in UTF-8, the only encoding that it has (RFC 8259). */
  static void json(Context ctx, String json) {
    ctx.contentType(JSON).result(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer to a request that gets no result. */
  static void fault(Context ctx, ApiFault fault) {
    Exchange.of(ctx.req()).fault(fault.message());
    ctx.status(fault.status());
    if (fault.retrySeconds() > 0) {
      ctx.header("Retry-After", Integer.toString(fault.retrySeconds()));
    }
    ctx.contentType(JSON).result(ErrorJson.of(fault, Exchange.of(ctx.req()).id()));
  }
}
