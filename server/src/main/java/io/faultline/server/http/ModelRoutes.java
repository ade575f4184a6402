package io.faultline.server.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.report.PromiseJson;
import io.faultline.server.detect.Inspections;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.TreeMap;

/** {@code GET /v1/model}: what looks at the photos, and what it is worth. */
final class ModelRoutes implements RouteGroup {
  private final ModelSlot models;

  ModelRoutes(ModelSlot models) {
    this.models = models;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/v1/model", this::model);
  }

  private void model(Context ctx) {
    try (ModelSlot.Lease lease = models.lease().orElseThrow(Inspections::noModel)) {
      Answers.json(ctx, json(lease.model()).toString());
    }
  }

  private static ObjectNode json(ServedModel model) {
    BundleManifest manifest = model.manifest();
    OperatingPoint point = manifest.operatingPoint();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("name", model.name());
    root.put("hash", model.hash());
    root.put("formatVersion", manifest.formatVersion());
    root.put(
        "programVersion",
        Optional.ofNullable(ModelRoutes.class.getPackage().getImplementationVersion())
            .orElse("not packaged"));
    var classes = root.putArray("classes");
    manifest
        .categories()
        .forEach(one -> classes.addObject().put("id", one.id()).put("name", one.name()));
    root.put("threshold", point.threshold());
    root.put("certain", point.certain());
    root.put("operatingPoint", point.words());
    PromiseJson.addClasses(root, point);
    root.set("promise", point.promises().stream().findFirst().map(PromiseJson::node).orElse(null));
    if (BuiltInModels.names().contains(model.name())) {
      root.put("caveat", BuiltInModels.caveat(model.name()));
    }
    ObjectNode provenance = root.putObject("provenance");
    new TreeMap<>(manifest.provenance()).forEach(provenance::put);
    return root;
  }
}
