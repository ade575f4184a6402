package io.faultline.server;

import io.faultline.server.http.HealthRoutes;
import io.javalin.Javalin;

/**
 * A running service. {@link #close} stops it.
 *
 * <pre>{@code
 * try (Server server = Server.start(ServeOptions.local())) {
 *   System.out.println(server.address());
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
  private final ServeOptions options;
  private final Javalin javalin;

  private Server(ServeOptions options, Javalin javalin) {
    this.options = options;
    this.javalin = javalin;
  }

  /** Starts to listen; returns once requests are answered. */
  public static Server start(ServeOptions options) {
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              new HealthRoutes().addTo(config.routes);
            });
    javalin.start(options.host(), options.port());
    return new Server(options, javalin);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** The address for a browser, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return "http://" + options.host() + ":" + port();
  }

  /** Stops the service. */
  @Override
  public void close() {
    javalin.stop();
  }
}
