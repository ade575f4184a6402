package io.faultline.server.http;

import io.javalin.config.RoutesConfig;

/** Whether the process lives, for those who supervise it. */
public final class HealthRoutes implements RouteGroup {
  /** Routes that need nothing. */
  public HealthRoutes() {}

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/health/live", ctx -> ctx.contentType("application/json").result("{\"live\":true}"));
  }
}
