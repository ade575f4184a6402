package io.faultline.server.workspace.http;

import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.store.Counts;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** What the workspace counts and times, for Prometheus. */
final class WorkspaceMeters {
  private WorkspaceMeters() {}

  static void addTo(MeterRegistry registry, Workspace workspace) {
    gauge(registry, workspace, "photos", "Photos", Counts::photos);
    gauge(registry, workspace, "waiting", "Photos that wait for the detector", Counts::waiting);
    gauge(registry, workspace, "failed", "Photos that cannot be read", Counts::failed);
    gauge(registry, workspace, "reviewed", "Photos that a person reviewed", Counts::reviewed);
    FunctionTimer.builder(
            "faultline.workspace.search",
            workspace,
            one -> one.searchTime().photos(),
            one -> one.searchTime().seconds(),
            TimeUnit.SECONDS)
        .description("Photos that the detector searched in the background since the start")
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      Workspace workspace,
      String name,
      String description,
      ToLongFunction<Counts> count) {
    Gauge.builder("faultline.workspace." + name, workspace, one -> count.applyAsLong(one.counts()))
        .description(description + " of the workspace")
        .register(registry);
  }
}
