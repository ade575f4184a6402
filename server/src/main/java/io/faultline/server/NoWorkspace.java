package io.faultline.server;

import io.faultline.server.http.ApiFault;
import io.faultline.server.http.RouteGroup;
import io.javalin.config.RoutesConfig;

/** Tells the page of a service that only answers requests why there is nothing to show. */
final class NoWorkspace implements RouteGroup {
  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/v1/workspace",
        ctx -> {
          throw new ApiFault(
              404,
              "no-workspace",
              "this service has no workspace; start it with --workspace FOLDER");
        });
  }
}
