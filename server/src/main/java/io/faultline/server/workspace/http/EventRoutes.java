package io.faultline.server.workspace.http;

import io.faultline.server.http.RouteGroup;
import io.faultline.server.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells pages what happens, as Server-Sent Events: {@code photo} (as in lists), {@code counts} and
 * {@code training}. A page that misses events lists the photos again.
 */
final class EventRoutes implements RouteGroup {
  private static final int MAX_CLIENTS = 64;

  private final Workspace workspace;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

  EventRoutes(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.sse(WorkspaceRoutes.ROOT + "/events", this::open);
  }

  private void open(SseClient client) {
    if (streams.size() >= MAX_CLIENTS) {
      throw new ServiceUnavailableResponse(
          "events: " + MAX_CLIENTS + " pages listen already; list the photos instead");
    }
    client.keepAlive();
    EventStream stream = new EventStream(workspace, client);
    streams.add(stream);
    client.onClose(() -> close(stream));
    stream.start();
  }

  private void close(EventStream stream) {
    streams.remove(stream);
    stream.close();
  }
}
