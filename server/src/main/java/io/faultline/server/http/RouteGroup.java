package io.faultline.server.http;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;

/** Routes that belong together. */
public interface RouteGroup {
  /** Adds the routes to the service. */
  void addTo(RoutesConfig routes);

  /** Adds meters of what the routes serve; by default none. */
  default void addTo(MeterRegistry registry) {}
}
