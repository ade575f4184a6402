package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Category;
import io.faultline.internal.results.CategoryNames;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.Entry;
import java.util.List;

/** A photo's history as JSON: one object for every change, the oldest first. */
final class HistoryJson {
  private HistoryJson() {}

  static ArrayNode of(List<Entry> history, List<Category> categories) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : history) {
      if (entry instanceof Entry.Edited edited) {
        edited.changes().forEach(change -> json.add(change(head(entry), change, categories)));
      } else if (entry instanceof Entry.Detected detected) {
        json.add(
            head(entry)
                .put("op", "detect")
                .put("model", detected.model())
                .put("detections", detected.detections().size()));
      } else if (entry instanceof Entry.Undone undone) {
        json.add(head(entry).put("op", "undo").put("undoes", undone.undoes()));
      }
    }
    return json;
  }

  private static ObjectNode head(Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", entry.version())
        .put("at", entry.at().toString())
        .put("who", entry.who());
  }

  private static ObjectNode change(ObjectNode json, Change change, List<Category> categories) {
    if (change instanceof Change.OfBox ofBox) {
      json.put("box", ofBox.box());
    }
    if (change instanceof Change.Accept) {
      json.put("op", "accept");
    } else if (change instanceof Change.Reject) {
      json.put("op", "reject");
    } else if (change instanceof Change.Delete) {
      json.put("op", "delete");
    } else if (change instanceof Change.Reclass reclass) {
      json.put("op", "reclass").put("category", name(categories, reclass.category()));
    } else if (change instanceof Change.Move move) {
      json.put("op", "move").set("to", PhotoJson.corners(move.to()));
    } else if (change instanceof Change.Add add) {
      json.put("op", "add").put("category", name(categories, add.category()));
      json.set("to", PhotoJson.corners(add.to()));
    } else if (change instanceof Change.Insert insert) {
      json.put("op", "import").put("category", name(categories, insert.category()));
      json.set("to", PhotoJson.corners(insert.to()));
    } else if (change instanceof Change.Suggest suggest) {
      json.put("op", "suggest").put("category", name(categories, suggest.category()));
      json.put("score", suggest.score()).set("to", PhotoJson.corners(suggest.to()));
    } else {
      json.put("op", mark(change));
    }
    return json;
  }

  private static String mark(Change change) {
    if (change instanceof Change.Review) {
      return "review";
    }
    if (change instanceof Change.Unreview) {
      return "unreview";
    }
    return change instanceof Change.Remove ? "remove" : "restore";
  }

  private static String name(List<Category> categories, int id) {
    return CategoryNames.orId(categories, id);
  }
}
