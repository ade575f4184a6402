package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.results.CategoryNames;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.history.BoxState;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.history.PhotoState;
import io.faultline.server.workspace.picture.TileGrid;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Photos as JSON. */
final class PhotoJson {
  /** Judged boxes first, then the highest score. */
  private static final Comparator<PhotoBox> ORDER =
      Comparator.comparing((PhotoBox box) -> box.state() == BoxState.OPEN)
          .thenComparing(
              Comparator.comparingDouble((PhotoBox box) -> box.score().orElse(1)).reversed());

  private final Workspace workspace;

  PhotoJson(Workspace workspace) {
    this.workspace = workspace;
  }

  /** A photo as lists show it. */
  ObjectNode row(PhotoRow row) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", row.id());
    json.put("name", row.name());
    json.put("width", row.widthPx());
    json.put("height", row.heightPx());
    json.put("state", state(row));
    json.put("error", row.error().orElse(null));
    json.put("verdict", row.summary().verdict().map(Enum::name).orElse(null));
    json.put("doubt", row.summary().doubt());
    json.put("reviewed", row.summary().reviewed());
    json.put("corrected", row.summary().corrected());
    json.put("removed", row.summary().removed());
    json.put("version", row.version());
    json.put("boxes", row.summary().boxes());
    return json;
  }

  private String state(PhotoRow row) {
    return row.state() == PhotoRow.State.WAITING && workspace.isRunning(row.id())
        ? "running"
        : row.state().name().toLowerCase(Locale.ROOT);
  }

  /** A photo with its boxes. */
  ObjectNode photo(PhotoLedger.Photo photo) {
    ObjectNode json = row(photo.row());
    Thresholds thresholds = workspace.thresholds();
    List<Category> categories = workspace.categories();
    WorkspaceJson.putThresholds(json, thresholds, categories);
    ArrayNode above = JsonNodeFactory.instance.arrayNode();
    ArrayNode below = JsonNodeFactory.instance.arrayNode();
    photo.state().boxes().stream()
        .sorted(ORDER)
        .forEach(
            box ->
                (isBelow(photo.state(), box, thresholds) ? below : above)
                    .add(box(box, categories)));
    json.set("boxes", above);
    json.set("below", below);
    json.put("undoable", photo.state().undoable().isPresent());
    json.put("maxZoom", workspace.views().grid(photo.row()).maxZoom());
    json.put("tileSize", TileGrid.TILE_PX);
    return json;
  }

  /** Boxes that nobody judged and that are not reported. */
  private static boolean isBelow(PhotoState state, PhotoBox box, Thresholds thresholds) {
    return box.state() == BoxState.OPEN && (state.reviewed() || !box.reported(thresholds));
  }

  private static ObjectNode box(PhotoBox box, List<Category> categories) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", box.id());
    json.put("origin", box.origin().name().toLowerCase(Locale.ROOT));
    json.put("category", CategoryNames.orId(categories, box.categoryId()));
    json.put("categoryId", box.categoryId());
    if (box.score().isPresent()) {
      json.put("score", box.score().getAsDouble());
    } else {
      json.putNull("score");
    }
    json.set("box", corners(box.box()));
    json.put("state", box.state().name().toLowerCase(Locale.ROOT));
    return json;
  }

  static ArrayNode corners(Box box) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(box.x1())
        .add(box.y1())
        .add(box.x2())
        .add(box.y2());
  }
}
