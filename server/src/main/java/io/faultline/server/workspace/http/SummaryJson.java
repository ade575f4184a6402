package io.faultline.server.workspace.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.report.PromiseJson;
import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.store.Counts;

/** What the workspace comes to, as JSON. */
final class SummaryJson {
  private SummaryJson() {}

  static ObjectNode of(Workspace workspace) {
    Counts counts = workspace.counts();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("verdicts")
        .put("CRACK", counts.crack())
        .put("REVIEW", counts.review())
        .put("CLEAN", counts.clean())
        .put("FAILED", counts.failed())
        .put("WAITING", counts.waiting());
    json.put("photos", counts.photos());
    json.put("reviewed", counts.reviewed());
    json.put("corrected", counts.corrected());
    json.put("corrections", workspace.corrections());
    json.set("promise", workspace.promise().map(SummaryJson::promise).orElse(null));
    json.set("model", WorkspaceJson.model(workspace));
    return json;
  }

  private static ObjectNode promise(RecallPromise promise) {
    ObjectNode evidence = PromiseJson.node(promise);
    boolean proven = promise instanceof RecallPromise.Proven;
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("proven", proven).put("words", promise.words());
    json.set("evidence", evidence);
    return json;
  }
}
