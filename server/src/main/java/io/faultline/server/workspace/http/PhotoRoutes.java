package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.internal.results.CategoryNames;
import io.faultline.internal.text.VisibleText;
import io.faultline.server.http.FormFiles;
import io.faultline.server.http.QueryNames;
import io.faultline.server.http.RouteGroup;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The photos of the workspace: upload, lists, boxes, changes and pictures. */
final class PhotoRoutes implements RouteGroup {
  private static final String PHOTO = WorkspaceRoutes.ROOT + "/photos/{id}";
  private static final int MAX_WHO = 80;

  private final Workspace workspace;
  private final PhotoJson json;

  PhotoRoutes(Workspace workspace) {
    this.workspace = workspace;
    this.json = new PhotoJson(workspace);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(WorkspaceRoutes.ROOT + "/photos", this::upload);
    routes.get(WorkspaceRoutes.ROOT + "/photos", this::list);
    routes.get(PHOTO, context -> WorkspaceRoutes.answer(context, json.photo(photo(context))));
    routes.get(PHOTO + "/history", this::history);
    routes.post(PHOTO + "/changes", this::change);
    routes.post(PHOTO + "/undo", this::undo);
    routes.get(
        PHOTO + "/thumbnail",
        context -> picture(context, workspace.views().thumbnail(row(context))));
    routes.get(
        PHOTO + "/image", context -> picture(context, workspace.views().image(row(context))));
    routes.get(PHOTO + "/tiles/{z}/{x}/{file}", this::tile);
    routes.get(PHOTO + "/proposals", this::proposals);
  }

  private void upload(Context context) throws IOException {
    QueryNames.only(context, "name");
    ArrayNode photos = JsonNodeFactory.instance.arrayNode();
    if (context.isMultipartFormData()) {
      for (UploadedFile file : FormFiles.photos(context)) {
        try (InputStream content = file.content()) {
          photos.add(taken(workspace.add(file.filename(), content)));
        }
      }
    } else {
      String name = PhotoQueries.parameter(context, "name").orElse("photo");
      photos.add(taken(workspace.add(name, new ByteArrayInputStream(context.bodyAsBytes()))));
    }
    WorkspaceRoutes.answer(
        context.status(202), JsonNodeFactory.instance.objectNode().set("photos", photos));
  }

  private ObjectNode taken(Workspace.Taken taken) {
    ObjectNode one =
        taken
            .photo()
            .map(json::row)
            .orElseGet(
                () ->
                    JsonNodeFactory.instance
                        .objectNode()
                        .putNull("id")
                        .put("name", taken.name())
                        .put("state", "failed"));
    one.put("duplicate", taken.duplicate());
    taken.error().ifPresent(error -> one.put("error", error));
    return one;
  }

  private void list(Context context) {
    Workspace.Page page = workspace.list(PhotoQueries.of(context, workspace.categories()));
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("total", page.total());
    ArrayNode photos = answer.putArray("photos");
    page.photos().forEach(row -> photos.add(json.row(row)));
    WorkspaceRoutes.answer(context, answer);
  }

  private void history(Context context) {
    PhotoRow row = row(context);
    WorkspaceRoutes.answer(
        context, HistoryJson.of(workspace.history(row.id()), workspace.categories()));
  }

  private void change(Context context) {
    PhotoRow row = row(context);
    ChangeRequest request =
        ChangeRequest.of(context.body(), workspace.categories(), workspace.thresholds());
    answer(context, workspace.edit(row.id(), request.version(), who(context), request.changes()));
  }

  private void undo(Context context) {
    PhotoRow row = row(context);
    int version = ChangeRequest.version(context.body());
    answer(context, workspace.undo(row.id(), version, who(context)));
  }

  private void answer(Context context, Optional<PhotoLedger.Result> result) {
    PhotoLedger.Result done = result.orElseThrow(() -> notFound(context));
    if (done instanceof PhotoLedger.Result.Done) {
      WorkspaceRoutes.answer(context, json.photo(done.photo()));
      return;
    }
    boolean conflict = done instanceof PhotoLedger.Result.Conflict;
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", conflict ? "conflict" : "nothing-to-undo")
            .put(
                "message",
                conflict
                    ? "the photo was changed meanwhile: it has version "
                        + done.photo().row().version()
                    : "no change of this photo is left to undo")
            .put("requestId", String.valueOf(context.<Object>attribute("requestId")));
    body.set("current", json.photo(done.photo()));
    WorkspaceRoutes.answer(context.status(409), body);
  }

  private void tile(Context context) {
    PhotoRow row = row(context);
    String file = context.pathParam("file");
    if (!file.endsWith(".jpg")) {
      throw notFound(context);
    }
    int z = number(context, context.pathParam("z"));
    int x = number(context, context.pathParam("x"));
    int y = number(context, file.substring(0, file.length() - ".jpg".length()));
    picture(context, workspace.views().tile(row, z, x, y).orElseThrow(() -> notFound(context)));
  }

  private void proposals(Context context) {
    QueryNames.only(context, "x", "y");
    PhotoRow row = row(context);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode boxes = answer.putArray("boxes");
    List<Category> categories = workspace.categories();
    double x = PhotoQueries.real(context, "x");
    double y = PhotoQueries.real(context, "y");
    for (Detection one : workspace.views().proposals(row, x, y)) {
      boxes
          .addObject()
          .put("score", one.score())
          .put("category", CategoryNames.orId(categories, one.categoryId()))
          .put("categoryId", one.categoryId())
          .set("box", PhotoJson.corners(one.box()));
    }
    WorkspaceRoutes.answer(context, answer);
  }

  /** Pictures never change: the same photo is the same bytes. */
  private static void picture(Context context, byte[] jpeg) {
    context
        .header("Cache-Control", "private, max-age=31536000, immutable")
        .contentType("image/jpeg")
        .result(jpeg);
  }

  private PhotoLedger.Photo photo(Context context) {
    return workspace.photo(id(context)).orElseThrow(() -> notFound(context));
  }

  private PhotoRow row(Context context) {
    return workspace.row(id(context)).orElseThrow(() -> notFound(context));
  }

  private static int id(Context context) {
    return number(context, context.pathParam("id"));
  }

  private static int number(Context context, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw notFound(context);
    }
  }

  private static NotFoundResponse notFound(Context context) {
    return new NotFoundResponse(context.path() + ": does not exist");
  }

  private static String who(Context context) {
    String given = Optional.ofNullable(context.header("X-Faultline-User")).orElse("");
    String visible = VisibleText.line(given).strip();
    return visible.isEmpty()
        ? "inspector"
        : visible.substring(0, Math.min(MAX_WHO, visible.length()));
  }
}
