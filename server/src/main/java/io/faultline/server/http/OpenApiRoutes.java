package io.faultline.server.http;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: the description of all routes. */
final class OpenApiRoutes implements RouteGroup {
  private static final String FILE = "/io/faultline/server/openapi.yaml";

  private final byte[] description;

  OpenApiRoutes() {
    try (InputStream in = OpenApiRoutes.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not in the jar");
      }
      description = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " in the jar is damaged", e);
    }
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/openapi.yaml", ctx -> ctx.contentType("application/yaml").result(description));
  }
}
