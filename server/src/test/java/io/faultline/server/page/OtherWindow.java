package io.faultline.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The workspace as another window or program sees it. */
final class OtherWindow {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_MS = 60_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String workspace;

  OtherWindow(String address) {
    this.workspace = address + "/v1/workspace";
  }

  JsonNode get(String path) {
    return ask(HttpRequest.newBuilder(URI.create(workspace + path)));
  }

  JsonNode photo(int id) {
    return get("/photos/" + id);
  }

  /** Sends a photo; answers with its id. */
  int send(String name, byte[] photo) {
    String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return ask(HttpRequest.newBuilder(URI.create(workspace + "/photos" + query))
            .header("Content-Type", "image/png")
            .POST(BodyPublishers.ofByteArray(photo)))
        .path("photos")
        .path(0)
        .path("id")
        .asInt();
  }

  /** Makes changes, written as JSON, to the newest version of a photo. */
  JsonNode change(int id, String changes) {
    String body =
        "{\"version\":" + photo(id).path("version").asInt() + ",\"changes\":" + changes + "}";
    return ask(
        HttpRequest.newBuilder(URI.create(workspace + "/photos/" + id + "/changes"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  void addClass(String name) {
    ask(
        HttpRequest.newBuilder(URI.create(workspace + "/classes"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}")));
  }

  /** Waits until a photo is as wanted. */
  JsonNode await(int id, Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (true) {
      JsonNode photo = photo(id);
      if (wanted.test(photo)) {
        return photo;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for photo " + id + ": " + photo);
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private JsonNode ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          client.send(request.header("X-Faultline-Page", "1").build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
