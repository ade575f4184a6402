package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.server.http.ApiFault;
import io.faultline.server.http.RouteGroup;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.store.TeachTable.ModelRow;
import io.faultline.server.workspace.teach.Teaching;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/** Trainings on corrections, and the models of the workspace. */
final class TeachRoutes implements RouteGroup {
  private static final String TRAININGS = WorkspaceRoutes.ROOT + "/trainings";
  private static final String CURRENT = TRAININGS + "/current";
  private static final String MODELS = WorkspaceRoutes.ROOT + "/models";

  private final Workspace workspace;

  TeachRoutes(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(TRAININGS, this::start);
    routes.get(CURRENT, this::current);
    routes.post(CURRENT + "/stop", context -> act(context, workspace.teaching()::stop));
    routes.post(CURRENT + "/resume", context -> act(context, workspace.teaching()::resume));
    routes.post(CURRENT + "/adopt", context -> act(context, workspace::adopt));
    routes.post(CURRENT + "/discard", context -> act(context, workspace.teaching()::discard));
    routes.get(MODELS, this::models);
    routes.post(MODELS + "/{hash}/activate", this::activate);
  }

  private void start(Context context) {
    try {
      long id = workspace.teaching().start();
      WorkspaceRoutes.answer(
          context.status(202), JsonNodeFactory.instance.objectNode().put("id", id));
    } catch (IllegalStateException e) {
      throw refused(e);
    }
  }

  private void act(Context context, Runnable action) {
    try {
      action.run();
    } catch (IllegalStateException e) {
      throw refused(e);
    }
    current(context);
  }

  private static ApiFault refused(IllegalStateException e) {
    return new ApiFault(409, "training-state", String.valueOf(e.getMessage()));
  }

  private void current(Context context) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Optional<Teaching.Current> now = workspace.teaching().now();
    if (now.isEmpty()) {
      WorkspaceRoutes.answer(context, json.put("state", "none"));
      return;
    }
    Teaching.Current current = now.get();
    json.put("id", current.row().id());
    json.put("state", current.row().state().name().toLowerCase(Locale.ROOT));
    json.put("started", current.row().started().toString());
    json.put("message", current.row().message());
    current
        .progress()
        .ifPresent(
            advance -> {
              json.put("step", advance.step()).put("fraction", advance.fraction());
              if (advance.secondsLeft() < 0) {
                json.putNull("secondsLeft");
              } else {
                json.put("secondsLeft", advance.secondsLeft());
              }
              json.put("message", advance.note());
            });
    if (!current.row().result().isNull()) {
      json.set("result", current.row().result());
    }
    WorkspaceRoutes.answer(context, json);
  }

  private void models(Context context) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    String active = workspace.activeModel().orElse("");
    for (ModelRow model : workspace.shelf()) {
      ObjectNode one = json.addObject();
      one.put("hash", model.hash());
      one.put("name", model.name());
      one.put("at", model.added().toString());
      one.put("active", model.hash().equals(active));
      one.set("figures", model.figures());
    }
    WorkspaceRoutes.answer(context, json);
  }

  private void activate(Context context) {
    workspace.activate(context.pathParam("hash"));
    models(context);
  }
}
