package io.faultline.internal.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A finished trial on disk, so that a comparison that was stopped goes on where it was. */
final class TrialFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private TrialFile() {}

  /**
   * Writes a trial.
   *
   * @param key of everything that the trial depends on
   */
  static void write(Path file, Fingerprint key, Trial trial) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("key", key.hex());
    root.put("recipe", trial.recipe());
    root.put("seed", trial.seed());
    trial.ap50().ifPresent(ap50 -> root.put("ap50", ap50));
    root.put("epochs", trial.epochs());
    root.put("trainingSeconds", trial.trainingSeconds());
    trial.leftOut().forEach(root.putArray("leftOut")::add);
    put(root.putArray("own"), trial.own());
    put(root.putArray("common"), trial.common());
    try {
      AtomicFile.write(file, JSON.writeValueAsString(root) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers is always JSON", e);
    }
  }

  /**
   * The trial of a file, or empty where there is none of this key.
   *
   * @throws FaultlineException with {@code INPUT} where the file is damaged
   */
  static Optional<Trial> read(Path file, Fingerprint key) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode root = JSON.readTree(file.toFile());
      if (root.required("format").asInt() != FORMAT
          || !root.required("key").asText().equals(key.hex())) {
        return Optional.empty();
      }
      List<String> leftOut = new ArrayList<>();
      root.required("leftOut").forEach(name -> leftOut.add(name.asText()));
      return Optional.of(
          new Trial(
              root.required("recipe").asText(),
              root.required("seed").asLong(),
              answers(root.required("own")),
              answers(root.required("common")),
              root.has("ap50")
                  ? OptionalDouble.of(root.get("ap50").asDouble())
                  : OptionalDouble.empty(),
              root.required("epochs").asInt(),
              root.required("trainingSeconds").asDouble(),
              leftOut));
    } catch (IOException | IllegalArgumentException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": not a finished trial; delete it to run the trial again", e);
    }
  }

  /** Photo, label, likeliest class and probability, one after the other. */
  private static void put(ArrayNode into, List<RegionAnswer> answers) {
    for (RegionAnswer answer : answers) {
      into.add(answer.photo()).add(answer.label()).add(answer.likeliest());
      into.add((float) answer.probability());
    }
  }

  private static List<RegionAnswer> answers(JsonNode from) {
    if (from.size() % 4 != 0) {
      throw new IllegalArgumentException("answers have four numbers each");
    }
    List<RegionAnswer> answers = new ArrayList<>();
    for (int i = 0; i < from.size(); i += 4) {
      answers.add(
          new RegionAnswer(
              (int) number(from, i),
              (int) number(from, i + 1),
              (int) number(from, i + 2),
              (float) number(from, i + 3)));
    }
    return answers;
  }

  private static double number(JsonNode from, int i) {
    if (!from.get(i).isNumber()) {
      throw new IllegalArgumentException("answers are numbers");
    }
    return from.get(i).asDouble();
  }
}
