package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.server.detect.Inspections;
import io.faultline.server.labelstudio.PhotoFetcher;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.work.WorkQueue;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.net.BindException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The routes behind a socket. */
public final class HttpService implements AutoCloseable {
  private static final int MAX_THREADS = 250;
  private static final int MIN_THREADS = 8;
  private static final int BACKLOG = 1024;

  private final Javalin javalin;
  private final Traffic traffic;
  private final Patience patience;
  private final Meters meters;

  /**
   * What the routes work with.
   *
   * @param models the model in use
   * @param queue where photos wait
   * @param limits what is taken
   * @param access who may in
   * @param fetcher gets photos of Label Studio
   * @param more routes of others, such as those of the workspace
   * @param log gets a line for every fault of Faultline itself
   */
  public record Parts(
      ModelSlot models,
      WorkQueue queue,
      Limits limits,
      Access access,
      PhotoFetcher fetcher,
      List<RouteGroup> more,
      Consumer<String> log) {
    /** Copies the list. */
    public Parts {
      more = List.copyOf(more);
    }
  }

  /** The service at an address, which does not listen yet. */
  public HttpService(String host, int port, Parts parts) {
    this(parts, (server, http) -> connector(server, http, host, port, parts.limits()));
  }

  /** The service behind a connector. */
  HttpService(Parts parts, BiFunction<Server, HttpConfiguration, Connector> connector) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("faultline-http");
    threads.setDaemon(true);
    BodyBudget budget = new BodyBudget(parts.limits().bodiesBytes());
    traffic = new Traffic();
    patience = new Patience(parts.limits().request(), threads);
    meters = new Meters();
    meters.watch(parts.queue());
    meters.watch(traffic, budget);
    parts.more().forEach(meters::watch);
    FaultLog faults = new FaultLog(parts.log());
    BiConsumer<Exchange, Integer> ledger =
        (exchange, status) -> {
          meters.answered(exchange, status);
          faults.answered(exchange, status);
        };
    Gate gate = new Gate(parts.access(), parts.limits(), traffic, budget, ledger);
    javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.prefer405over404 = true;
              config.http.asyncTimeout = 0; // Patience ends requests.
              config.http.maxRequestSize = parts.limits().bodyBytes();
              // Results are small or compressed already, and guessing at secrets needs sizes.
              config.http.compressionStrategy = CompressionStrategy.NONE;
              limitForms(config, parts.limits());
              config.jetty.threadPool = threads;
              config.jetty.modifyHttpConfiguration(HttpService::strict);
              config.jetty.modifyServer(
                  server -> guard(server, gate, new ErrorAnswers(ledger), parts.limits()));
              config.jetty.addConnector(connector);
              routes(parts, budget, threads).forEach(group -> group.addTo(config.routes));
              PageFiles.addTo(config);
              faults(config.routes);
              config.routes.before(ctx -> ctx.attribute("requestId", Exchange.of(ctx.req()).id()));
              config.routes.after(HttpService::note);
            });
  }

  private List<RouteGroup> routes(Parts parts, BodyBudget budget, Executor threads) {
    Inspections inspections =
        new Inspections(parts.models(), parts.queue(), parts.limits().photoPixels(), meters);
    List<RouteGroup> own =
        List.of(
            new HealthRoutes(traffic),
            new SessionRoutes(parts.access().token()),
            new ModelRoutes(parts.models()),
            new DetectRoutes(inspections, parts.models(), parts.limits(), patience, meters),
            new LabelStudioRoutes(
                inspections,
                parts.models(),
                parts.limits(),
                patience,
                parts.fetcher(),
                budget,
                threads,
                parts.log()),
            new OpenApiRoutes(),
            meters);
    return Stream.concat(own.stream(), parts.more().stream()).toList();
  }

  /** Javalin's limits of forms are unlimited by default. Nothing goes through the disk. */
  private static void limitForms(JavalinConfig config, Limits limits) {
    config.jetty.multipartConfig.maxFileSize(limits.bodyBytes(), SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(limits.bodyBytes(), SizeUnit.BYTES);
    config.jetty.multipartConfig.maxInMemoryFileSize((int) limits.bodyBytes(), SizeUnit.BYTES);
  }

  private static void strict(HttpConfiguration http) {
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
  }

  private static void guard(Server server, Gate gate, ErrorAnswers errors, Limits limits) {
    server.insertHandler(gate);
    server.setErrorHandler(errors);
    server.addBean(new NetworkConnectionLimit(limits.connections(), server));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port, Limits limits) {
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(http)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            WatchedEndPoint endPoint =
                new WatchedEndPoint(channel, selector, key, getScheduler(), getExecutor());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
          }
        };
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(limits.idle().toMillis());
    return connector;
  }

  private static void note(Context ctx) {
    Optional.ofNullable(ctx.endpoints().lastHttpEndpoint())
        .ifPresent(endpoint -> Exchange.of(ctx.req()).route(endpoint.path));
  }

  private static void faults(RoutesConfig routes) {
    routes.exception(
        HttpResponseException.class, (thrown, ctx) -> Answers.fault(ctx, ApiFault.of(thrown)));
    routes.exception(
        Exception.class,
        (thrown, ctx) -> {
          note(ctx);
          ApiFault fault = ApiFault.of(thrown);
          Answers.fault(ctx, fault);
          if (fault.status() == Problem.INTERNAL.httpStatus()) {
            Exchange.of(ctx.req())
                .fault("a fault of Faultline itself: " + ApiFault.unwrapped(thrown));
          }
        });
  }

  /**
   * Starts to listen; returns once requests are answered.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where the address is taken
   */
  public void start() {
    try {
      javalin.start();
    } catch (JavalinBindException e) {
      throw new FaultlineException(
          Problem.USAGE,
          "the address cannot be listened on ("
              + reason(e)
              + "); take another with --host and --port",
          e);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable fault = thrown;
    while (fault.getCause() != null && !(fault instanceof BindException)) {
      fault = fault.getCause();
    }
    return String.valueOf(fault.getMessage());
  }

  /** Every route, such as {@code GET /v1/model}. */
  public List<String> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
        .toList();
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /**
   * Refuses new requests and waits for the others.
   *
   * @return how many were not answered in time
   */
  public int drain(Duration atMost) {
    return traffic.drain(atMost);
  }

  /** How many requests are not answered yet. */
  public int open() {
    return traffic.open();
  }

  /** Stops to listen. */
  @Override
  public void close() {
    javalin.stop();
    patience.close();
    meters.close();
  }
}
