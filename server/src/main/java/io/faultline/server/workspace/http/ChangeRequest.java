package io.faultline.server.workspace.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.workspace.history.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes that a client asks for.
 *
 * @param version of the photo that its person saw
 * @param changes to be made together
 */
record ChangeRequest(int version, List<Change> changes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More than a person makes between two requests. */
  private static final int MAX_CHANGES = 1000;

  ChangeRequest {
    changes = List.copyOf(changes);
  }

  /**
   * Reads {@code {"version": 3, "changes": [{"op": "accept", "box": "m1.0"}]}}.
   *
   * @param categories the classes of the workspace; a class is given by name or id
   * @param thresholds the scores from which open boxes are shown
   * @throws FaultlineException with {@code USAGE} for text that is no JSON object; with {@code
   *     INPUT} for a field that is missing or wrong
   */
  static ChangeRequest of(String body, List<Category> categories, Thresholds thresholds) {
    JsonNode root = object(body);
    List<Change> changes = new ArrayList<>();
    JsonNode list = root.path("changes");
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_CHANGES) {
      throw fault("changes", "it must be a list of 1 to " + MAX_CHANGES + " changes");
    }
    for (JsonNode one : list) {
      changes.add(change(one, "change " + (changes.size() + 1), categories, thresholds));
    }
    return new ChangeRequest(version(root), changes);
  }

  /** Reads {@code {"version": 3}}. */
  static int version(String body) {
    return version(object(body));
  }

  static JsonNode object(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.USAGE, "body: is not JSON (" + e.getOriginalMessage() + ")", e);
    }
    throw new FaultlineException(Problem.USAGE, "body: must be a JSON object");
  }

  private static int version(JsonNode root) {
    JsonNode version = root.path("version");
    if (!version.canConvertToInt() || !version.isIntegralNumber()) {
      throw fault("version", "it must be the version of the photo that was shown");
    }
    return version.intValue();
  }

  private static Change change(
      JsonNode json, String name, List<Category> categories, Thresholds thresholds) {
    String op = json.path("op").asText();
    return switch (op) {
      case "accept" -> new Change.Accept(box(json, name));
      case "reject" -> new Change.Reject(box(json, name));
      case "delete" -> new Change.Delete(box(json, name));
      case "reclass" -> new Change.Reclass(box(json, name), category(json, name, categories));
      case "move" -> new Change.Move(box(json, name), to(json, name));
      case "add" -> new Change.Add(category(json, name, categories), to(json, name));
      case "review" -> Change.Review.at(thresholds);
      case "unreview" -> new Change.Unreview();
      case "remove" -> new Change.Remove();
      case "restore" -> new Change.Restore();
      default ->
          throw fault(
              name,
              "op is "
                  + op
                  + "; it must be accept, reject, reclass, add, move, delete, review, unreview, remove or"
                  + " restore");
    };
  }

  private static String box(JsonNode json, String name) {
    JsonNode box = json.path("box");
    if (!box.isTextual()) {
      throw fault(name, "box must be the id of a box");
    }
    return box.textValue();
  }

  private static int category(JsonNode json, String name, List<Category> categories) {
    JsonNode category = json.path("category");
    for (Category known : categories) {
      if (category.isInt()
          ? known.id() == category.intValue()
          : known.name().equals(category.asText())) {
        return known.id();
      }
    }
    throw fault(
        name,
        "category is "
            + category.asText("missing")
            + "; it must be one of "
            + String.join(", ", categories.stream().map(Category::name).toList()));
  }

  private static Box to(JsonNode json, String name) {
    JsonNode to = json.path("to");
    double[] corners = new double[4];
    for (int i = 0; i < corners.length; i++) {
      if (to.size() != corners.length || !to.path(i).isNumber()) {
        throw fault(name, "to must be four numbers, [x1, y1, x2, y2] in pixels");
      }
      corners[i] = to.path(i).doubleValue();
    }
    try {
      return new Box(corners[0], corners[1], corners[2], corners[3]);
    } catch (IllegalArgumentException e) {
      throw new FaultlineException(Problem.INPUT, name + ": " + e.getMessage(), e);
    }
  }

  private static FaultlineException fault(String name, String rule) {
    return new FaultlineException(Problem.INPUT, name + ": " + rule);
  }
}
