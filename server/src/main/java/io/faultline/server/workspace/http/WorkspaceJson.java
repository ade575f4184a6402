package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.dataset.Category;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.store.Counts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workspace as JSON. */
final class WorkspaceJson {
  private WorkspaceJson() {}

  static ObjectNode of(Workspace workspace) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Counts counts = workspace.counts();
    json.put("name", workspace.name());
    json.set("model", model(workspace));
    json.set("classes", categories(workspace.categories()));
    json.set("counts", counts(counts));
    putThresholds(json, workspace.thresholds(), workspace.categories());
    json.set("queue", queue(workspace, counts));
    return json;
  }

  /** The common threshold, and those of the classes where not all have the same. */
  static void putThresholds(ObjectNode json, Thresholds thresholds, List<Category> categories) {
    json.put("threshold", thresholds.common());
    if (!thresholds.uniform()) {
      ObjectNode own = json.putObject("thresholds");
      categories.forEach(one -> own.put(one.name(), thresholds.of(one.id())));
    }
  }

  /** Counts, and how far the detector is. */
  static ObjectNode progress(Workspace workspace) {
    Counts counts = workspace.counts();
    ObjectNode json = counts(counts);
    json.set("queue", queue(workspace, counts));
    return json;
  }

  static ObjectNode counts(Counts counts) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("photos", counts.photos())
        .put("waiting", counts.waiting())
        .put("failed", counts.failed())
        .put("crack", counts.crack())
        .put("review", counts.review())
        .put("clean", counts.clean())
        .put("reviewed", counts.reviewed())
        .put("corrected", counts.corrected())
        .put("removed", counts.removed());
  }

  static ObjectNode queue(Workspace workspace, Counts counts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("waiting", counts.waiting());
    if (workspace.secondsPerPhoto().isPresent()) {
      double seconds = workspace.secondsPerPhoto().getAsDouble();
      json.put("photosPerSecond", 1 / Math.max(seconds, 1e-3));
      json.put("secondsLeft", Math.ceil(seconds * counts.waiting()));
    } else {
      json.putNull("photosPerSecond").putNull("secondsLeft");
    }
    return json;
  }

  static ArrayNode categories(List<Category> categories) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    categories.forEach(one -> json.addObject().put("id", one.id()).put("name", one.name()));
    return json;
  }

  /** The model in use, or null. */
  static @Nullable ObjectNode model(Workspace workspace) {
    try (ModelSlot.Lease lease = workspace.models().lease().orElse(null)) {
      return lease == null ? null : model(lease.model());
    }
  }

  private static ObjectNode model(ServedModel model) {
    BundleManifest manifest = model.manifest();
    return JsonNodeFactory.instance
        .objectNode()
        .put("hash", model.hash())
        .put("name", model.name())
        .put("threshold", manifest.operatingPoint().threshold())
        .put("certain", manifest.operatingPoint().certain())
        .put("operatingPoint", manifest.operatingPoint().words())
        .put("promise", manifest.operatingPoint().promised().orElse(null))
        .set("classes", categories(manifest.categories()));
  }
}
