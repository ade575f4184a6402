package io.faultline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the routes are the same. */
class OpenApiTest {
  @TempDir Path folder;

  private static JsonNode description() throws IOException {
    try (InputStream in = Server.class.getResourceAsStream("openapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in));
    }
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws IOException {
    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    try (Server server =
        Server.start(ServeOptions.local().withWorkspace(folder.resolve("workspace")))) {
      assertThat(described).containsExactlyInAnyOrderElementsOf(server.routes());
    }
  }

  @Test
  void everyReferenceInTheDescriptionHasItsTarget() throws IOException {
    JsonNode description = description();
    List<String> references = description.findValuesAsText("$ref");
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(description.at(reference.substring(1)).isObject())
                    .as(reference)
                    .isTrue());
  }

  @Test
  void theDescriptionIsServed() throws IOException, InterruptedException {
    try (Server server = Server.start(ServeOptions.local())) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.address() + "/openapi.yaml")).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).startsWith("openapi: 3.1.0");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/yaml");
    }
  }
}
