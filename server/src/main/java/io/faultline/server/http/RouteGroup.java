package io.faultline.server.http;

import io.javalin.config.RoutesConfig;

/** Routes that belong together. */
public interface RouteGroup {
  /** Adds the routes to the service. */
  void addTo(RoutesConfig routes);
}
