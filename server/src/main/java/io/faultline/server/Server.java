package io.faultline.server;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.server.http.Access;
import io.faultline.server.http.HttpService;
import io.faultline.server.http.RouteGroup;
import io.faultline.server.http.Token;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModels;
import io.faultline.server.work.WorkQueue;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceOptions;
import io.faultline.server.workspace.http.WorkspaceRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A running service. {@link #close} lets it end what it has accepted, and stops it.
 *
 * <pre>{@code
 * try (Server server = Server.start(ServeOptions.local().withModel("crack"))) {
 *   System.out.println(server.address());
 * }
 * }</pre>
 */
public final class Server implements AutoCloseable {
  private final ServeOptions options;
  private final ModelSlot models;
  private final WorkQueue queue;
  private final Optional<Workspace> workspace;
  private final HttpService http;
  private final Consumer<String> log;
  private boolean closed;

  private Server(
      ServeOptions options,
      ModelSlot models,
      WorkQueue queue,
      Optional<Workspace> workspace,
      HttpService http,
      Consumer<String> log) {
    this.options = options;
    this.models = models;
    this.queue = queue;
    this.workspace = workspace;
    this.http = http;
    this.log = log;
  }

  /** As {@link #start(ServeOptions, Consumer)}, for a caller that reads no log. */
  public static Server start(ServeOptions options) {
    return start(options, line -> {});
  }

  /**
   * Starts to listen; returns once requests are answered.
   *
   * @param log gets one line for everything that the operator must know
   * @throws io.faultline.FaultlineException where the options do not fit together, the model cannot
   *     be read or the address is taken
   */
  public static Server start(ServeOptions options, Consumer<String> log) {
    Optional<Token> token = options.tokenFile().map(Token::read);
    Access access = Access.of(options.host(), token);
    ModelSlot models = new ModelSlot();
    WorkQueue queue = new WorkQueue(options.limits().queue());
    Optional<Workspace> workspace = Optional.empty();
    try {
      options
          .model()
          .map(one -> ServedModels.open(one.model(), one.thresholds(), one.compute()))
          .ifPresent(models::replace);
      workspace = workspace(options, models, queue);
      List<RouteGroup> more = new ArrayList<>();
      workspace
          .map(WorkspaceRoutes::new)
          .ifPresentOrElse(more::add, () -> more.add(new NoWorkspace()));
      HttpService http =
          new HttpService(
              options.host(),
              options.port(),
              new HttpService.Parts(
                  models,
                  queue,
                  options.limits(),
                  access,
                  options.labelStudio().fetcher(options.limits().bodyBytes()),
                  more,
                  log));
      http.start();
      return new Server(options, models, queue, workspace, http, log);
    } catch (RuntimeException | Error e) {
      workspace.ifPresent(Workspace::close);
      queue.close();
      models.close();
      throw e;
    }
  }

  private static Optional<Workspace> workspace(
      ServeOptions options, ModelSlot models, WorkQueue queue) {
    if (options.workspace().isPresent()
        && options.model().flatMap(ModelChoice::thresholds).isPresent()) {
      throw new FaultlineException(
          Problem.USAGE,
          "--threshold does not go with --workspace, which keeps verdicts by the thresholds of its"
              + " models");
    }
    return options.workspace().map(choice -> workspace(choice, models, queue));
  }

  private static Workspace workspace(WorkspaceChoice choice, ModelSlot models, WorkQueue queue) {
    WorkspaceOptions chosen = WorkspaceOptions.DEFAULT.withTeaching(choice.teaching());
    return Workspace.open(
        choice.folder(),
        models,
        Optional.of(queue),
        choice.data().map(chosen::withData).orElse(chosen));
  }

  /** Every route, such as {@code GET /v1/model}. */
  List<String> routes() {
    return http.routes();
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** The address for a browser, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    String host = options.host();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  /**
   * Refuses new requests, answers those that were accepted, at most as long as the limits say, and
   * stops. Closing twice does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    int open = http.open();
    if (open > 0) {
      log.accept("stopping: " + open + " requests are answered first");
    }
    int lost = http.drain(options.limits().drain());
    if (lost > 0) {
      log.accept("stopping: " + lost + " requests were not answered in time");
    }
    workspace.ifPresent(Workspace::close);
    http.close();
    queue.close();
    models.close();
  }
}
