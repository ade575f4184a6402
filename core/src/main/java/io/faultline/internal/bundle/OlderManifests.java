package io.faultline.internal.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.image.ExifRule;
import io.faultline.internal.network.Head;
import io.faultline.internal.proposal.ProposalOrder;

/**
 * Brings manifests that were written before a field existed up to date: each field gets the value
 * that the program of that time worked by, so that an older model detects what it always did.
 * Fields that are not known, now or then, stay where they are and are refused by the reader.
 */
final class OlderManifests {
  private OlderManifests() {}

  /** The same manifest with all fields of today; the tree itself is changed. */
  static JsonNode updated(JsonNode tree) {
    if (tree instanceof ObjectNode manifest) {
      if (manifest.get("network") instanceof ObjectNode network) {
        network(network);
      }
      if (manifest.get("options") instanceof ObjectNode options) {
        options(options);
      }
      if (!manifest.has("calibration")) {
        manifest.putArray("calibration");
      }
      if (!manifest.has("proposalOrder")) { // Before there was a choice, every budget was ranked.
        manifest.put("proposalOrder", ProposalOrder.RANKED.name());
      }
      if (!manifest.has("proposalRanking")) {
        manifest.putArray("proposalRanking");
      }
      if (!manifest.has("exif")) {
        manifest.put("exif", ExifRule.AS_STORED.name());
      }
      if (!manifest.has("overlapShare")) { // Before, a score was that of the class alone.
        manifest.put("overlapShare", 0.0);
      }
      if (manifest.path("operatingPoint").get("basis") instanceof ObjectNode basis) {
        highestFBeta(basis);
      }
      if (manifest.has("threshold")) {
        operatingPoint(manifest);
      }
      if (manifest.get("operatingPoint") instanceof ObjectNode point && !point.has("classes")) {
        // Before classes had scores of their own, and where none has one, it is not written.
        point.putObject("classes");
      }
    }
    return tree;
  }

  /**
   * Before heads had names, a hidden layer of width 0 stood for the pooled one. Before there could
   * be several maps, the context was written but not used.
   */
  private static void network(ObjectNode network) {
    if (!network.has("head")) {
      boolean pooled = network.path("hidden").asInt(-1) == 0;
      network.put("head", (pooled ? Head.POOLED : Head.HIDDEN).name());
    }
    if (!network.has("maps")) {
      network.put("maps", 1);
      network.put("context", 1.0);
    }
  }

  /** Before there were other ways, suppression was greedy, and a photo looked at as it is. */
  private static void options(ObjectNode options) {
    if (!options.has("suppression")) {
      options.put("suppression", Suppression.GREEDY.name());
    }
    if (!options.has("views")) {
      options.put("views", 1);
    }
  }

  /**
   * Before recall could count more than precision, both counted alike; before photos that cannot
   * tell thresholds apart were heeded, the highest F-beta alone chose.
   */
  private static void highestFBeta(ObjectNode basis) {
    String kind = basis.path("kind").asText();
    if (kind.equals("highest-f1")) {
      basis.put("beta", 1.0);
      basis.set("value", basis.remove("f1"));
    }
    if (kind.startsWith("highest-f")) {
      basis.put("kind", "f-beta");
      basis.set("highest", basis.get("value"));
    }
  }

  /** Before operating points a manifest held a bare threshold. */
  private static void operatingPoint(ObjectNode manifest) {
    double score = manifest.remove("threshold").asDouble(-1);
    if (!manifest.has("operatingPoint")) {
      ObjectNode point = manifest.putObject("operatingPoint");
      point.put("threshold", score);
      point.put("certain", score);
      point
          .putObject("basis")
          .put("kind", "stated")
          .put("words", "chosen by training; how was not recorded");
    }
  }
}
