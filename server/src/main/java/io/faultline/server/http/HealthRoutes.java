package io.faultline.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Whether the process lives and takes requests, for those who supervise it. */
final class HealthRoutes implements RouteGroup {
  private final Traffic traffic;

  HealthRoutes(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health/live", ctx -> Answers.json(ctx, "{\"live\":true}"));
    routes.get("/health/ready", this::ready);
  }

  /** The model is loaded before the service listens, so that only draining makes it unready. */
  private void ready(Context ctx) {
    if (traffic.isDraining()) {
      throw ApiFault.retry(503, "draining", "the service is about to stop", 5);
    }
    Answers.json(ctx, "{\"ready\":true}");
  }
}
