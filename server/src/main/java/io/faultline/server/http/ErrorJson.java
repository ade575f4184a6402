package io.faultline.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The body of every answer that is no result: {@code {"code", "message", "requestId"}}. */
final class ErrorJson {
  private ErrorJson() {}

  static byte[] of(ApiFault fault, String requestId) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("code", fault.code());
    node.put("message", fault.message());
    node.put("requestId", requestId);
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
