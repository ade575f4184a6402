package io.faultline.server.http;

import io.faultline.detection.PhotoOutcome;
import io.faultline.server.detect.InspectionListener;
import io.faultline.server.work.WorkQueue;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** What the service counts and times, for Prometheus: {@code GET /metrics}. */
public final class Meters implements RouteGroup, InspectionListener, AutoCloseable {
  /** Where the time of a request goes. */
  public enum Stage {
    /** The body arrives. */
    RECEIVE,
    /** The photo waits for a thread. */
    WAIT,
    /** The photo is decoded and looked at. */
    DETECT,
    /** A drawing is made. */
    DRAW;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** Meters of the process. */
  public Meters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
    Gauge.builder("faultline.memory.resident", Pointer::physicalBytes)
        .description("Memory of the process that lies in RAM, native memory included")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("faultline.memory.native", Pointer::totalBytes)
        .description("Native memory that Java objects hold")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Meters of the queue. */
  public void watch(WorkQueue queue) {
    Gauge.builder("faultline.queue.photos", queue, WorkQueue::waiting)
        .description("Photos of requests that wait for a thread")
        .register(registry);
    Gauge.builder("faultline.queue.megapixels", queue, WorkQueue::waitingMegapixels)
        .description("Megapixels of the photos that wait")
        .register(registry);
    Gauge.builder("faultline.queue.working", queue, WorkQueue::working)
        .description("Threads that work on photos")
        .register(registry);
  }

  /** Meters of what is connected. */
  void watch(Traffic traffic, BodyBudget budget) {
    Gauge.builder("faultline.requests.open", traffic, Traffic::open)
        .description("Requests that are not answered yet")
        .register(registry);
    Gauge.builder("faultline.bodies", budget, BodyBudget::held)
        .description("Memory that bodies of requests hold")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Meters of what these routes serve. */
  void watch(RouteGroup group) {
    group.addTo(registry);
  }

  /** Counts an answer. */
  void answered(Exchange exchange, int status) {
    Timer.builder("faultline.requests")
        .description("Answers by route and status")
        .tag("route", exchange.route())
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(Duration.ofNanos((long) (exchange.seconds() * 1e9)));
  }

  /** Adds to the time of a stage. */
  public void took(Stage stage, Duration time) {
    Timer.builder("faultline.stage")
        .description("Where the time of requests goes")
        .tag("stage", stage.text())
        .register(registry)
        .record(time);
  }

  @Override
  public void waited(Duration time) {
    took(Stage.WAIT, time);
  }

  @Override
  public void drawn(Duration time) {
    took(Stage.DRAW, time);
  }

  @Override
  public void inspected(PhotoOutcome outcome, Duration time) {
    took(Stage.DETECT, time);
    count(outcome);
  }

  @Override
  public void refused(PhotoOutcome outcome) {
    count(outcome);
  }

  private void count(PhotoOutcome outcome) {
    boolean read = outcome instanceof PhotoOutcome.Detected;
    Counter.builder("faultline.photos")
        .description("Photos by verdict; unreadable ones are REVIEW, too")
        .tag("verdict", outcome.verdict().name())
        .tag("readable", Boolean.toString(read))
        .register(registry)
        .increment();
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/metrics",
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape()));
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
