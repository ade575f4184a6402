package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.internal.text.VisibleText;
import io.faultline.server.http.QueryNames;
import io.faultline.server.http.RouteGroup;
import io.faultline.server.workspace.Operating;
import io.faultline.server.workspace.Workspace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** All routes of the workspace. */
public final class WorkspaceRoutes implements RouteGroup {
  static final String ROOT = "/v1/workspace";

  private static final int MAX_NAME = 80;

  private final Workspace workspace;

  /** Routes of a workspace, which stays open. */
  public WorkspaceRoutes(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(ROOT, context -> answer(context, WorkspaceJson.of(workspace)));
    routes.post(ROOT + "/classes", this::addCategory);
    routes.get(ROOT + "/operating", this::operating);
    routes.get(ROOT + "/summary", context -> answer(context, SummaryJson.of(workspace)));
    List.of(
            new PhotoRoutes(workspace),
            new TeachRoutes(workspace),
            new ExchangeRoutes(workspace),
            new EventRoutes(workspace))
        .forEach(group -> group.addTo(routes));
  }

  @Override
  public void addTo(MeterRegistry registry) {
    WorkspaceMeters.addTo(registry, workspace);
  }

  private void addCategory(Context context) {
    JsonNode name = ChangeRequest.object(context.body()).path("name");
    String visible = VisibleText.line(name.asText()).strip();
    if (!name.isTextual() || visible.isEmpty() || visible.length() > MAX_NAME) {
      throw new FaultlineException(
          Problem.INPUT, "name: must be the name of a class, of 1 to " + MAX_NAME + " characters");
    }
    Category category = workspace.category(visible);
    answer(
        context.status(201),
        JsonNodeFactory.instance.objectNode().put("id", category.id()).put("name", visible));
  }

  private void operating(Context context) {
    QueryNames.only(context, "threshold");
    Operating operating = workspace.operating(PhotoQueries.real(context, "threshold"));
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("threshold", operating.threshold());
    answer.putObject("reported").put("photos", operating.photos()).put("boxes", operating.boxes());
    answer(context, answer.put("meaning", operating.meaning()).put("words", operating.words()));
  }

  static void answer(Context context, JsonNode body) {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(body.toString());
  }
}
