package io.faultline.server.http;

import io.faultline.server.labelstudio.LabelStudioAccess;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.work.QueueBounds;
import io.faultline.server.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpTester;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.jspecify.annotations.Nullable;

/** The whole service without a socket and without a model: requests are text. */
final class SocketlessService implements AutoCloseable {
  static final Limits LIMITS =
      new Limits(
          1,
          4,
          10,
          new QueueBounds(1, 2, 20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          100,
          Duration.ofSeconds(5));

  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final HttpService service;
  private final WorkQueue queue = new WorkQueue(LIMITS.queue());
  private @Nullable LocalConnector connector;

  SocketlessService(String host, Optional<Token> token, RouteGroup... more) {
    service =
        new HttpService(
            new HttpService.Parts(
                new ModelSlot(),
                queue,
                LIMITS,
                Access.of(host, token),
                LabelStudioAccess.NONE.fetcher(LIMITS.bodyBytes()),
                List.of(more),
                log::add),
            (server, http) -> {
              connector = new LocalConnector(server, new HttpConnectionFactory(http));
              return connector;
            });
    service.start();
  }

  SocketlessService() {
    this("127.0.0.1", Optional.empty());
  }

  /** Head lines without a body. */
  HttpTester.Response ask(String... head) throws Exception {
    return send(String.join("\r\n", head) + "\r\n\r\n");
  }

  /** A request as text; a Host is added where there is none. */
  HttpTester.Response send(String request) throws Exception {
    String text =
        request.contains("\r\nHost:")
            ? request
            : request.replaceFirst("\r\n", "\r\nHost: localhost:8080\r\n");
    return HttpTester.parseResponse(
        Objects.requireNonNull(connector).getResponse(text, false, 20, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    service.close();
    queue.close();
  }
}
