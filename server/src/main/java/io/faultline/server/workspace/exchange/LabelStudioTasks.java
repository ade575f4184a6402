package io.faultline.server.workspace.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.results.CategoryNames;
import io.faultline.server.labelstudio.LabelConfig;
import io.faultline.server.labelstudio.Prediction;
import io.faultline.server.workspace.history.BoxState;
import io.faultline.server.workspace.history.PhotoBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tasks of Label Studio, in its JSON (labelstud.io/guide/export, "Label Studio JSON format of
 * annotated tasks"). Accepted boxes are an annotation, open ones a prediction with scores; boxes
 * are percent of the photo's sides. A reviewed photo always has an annotation, perhaps an empty
 * one.
 */
final class LabelStudioTasks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double PERCENT = 100;

  /** The names that Label Studio's template for boxes has. */
  private static final LabelConfig CONFIG = new LabelConfig("label", "image", "image", List.of());

  /** Whether a person has looked at the whole photo; false where only some boxes were accepted. */
  private static final String REVIEWED = "reviewed";

  private LabelStudioTasks() {}

  static void write(Path file, List<ExportedPhoto> photos, List<Category> categories) {
    ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
    for (ExportedPhoto photo : photos) {
      if (photo.row().error().isEmpty()) {
        tasks.add(task(photo, categories));
      }
    }
    AtomicFile.write(file, tasks.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode task(ExportedPhoto photo, List<Category> categories) {
    ObjectNode task = JsonNodeFactory.instance.objectNode().put("id", photo.row().id());
    task.putObject("data")
        .put("image", Exporter.IMAGES + "/" + photo.row().exportName())
        .put("name", photo.row().name())
        .put(REVIEWED, photo.row().summary().reviewed());
    ArrayNode annotations = task.putArray("annotations");
    ArrayNode predictions = task.putArray("predictions");
    List<PhotoBox> accepted = of(photo, BoxState.ACCEPTED);
    if (photo.row().summary().reviewed() || !accepted.isEmpty()) {
      ObjectNode annotation = annotations.addObject();
      annotation.put("was_cancelled", false);
      annotation.put("ground_truth", photo.row().summary().reviewed());
      results(annotation.putArray("result"), photo, accepted, categories);
    }
    List<PhotoBox> open = of(photo, BoxState.OPEN);
    if (!open.isEmpty()) {
      ObjectNode prediction = predictions.addObject();
      prediction.put("model_version", photo.found().map(one -> one.model()).orElse("import"));
      prediction.put(
          "score", open.stream().mapToDouble(box -> box.score().orElse(1)).max().orElse(0));
      results(prediction.putArray("result"), photo, open, categories);
    }
    return task;
  }

  private static List<PhotoBox> of(ExportedPhoto photo, BoxState state) {
    return photo.boxes().stream().filter(box -> box.state() == state).toList();
  }

  private static void results(
      ArrayNode results, ExportedPhoto photo, List<PhotoBox> boxes, List<Category> categories) {
    for (PhotoBox box : boxes) {
      ObjectNode result =
          Prediction.rectangle(
              box.box(),
              photo.row().widthPx(),
              photo.row().heightPx(),
              CONFIG,
              CategoryNames.orId(categories, box.categoryId()),
              box.id());
      box.score().ifPresent(score -> result.put("score", score));
      results.add(result);
    }
  }

  /**
   * Reads tasks. Of several annotations the last one that was not cancelled counts.
   *
   * @throws FaultlineException with {@code INPUT} for a file that holds no tasks
   */
  static List<ImportedPhoto> read(Path file) {
    try {
      JsonNode tasks = JSON.readTree(file.toFile());
      if (tasks == null || !tasks.isArray()) {
        throw new FaultlineException(
            Problem.INPUT, file.getFileName() + ": must be a list of Label Studio's tasks");
      }
      List<ImportedPhoto> photos = new ArrayList<>();
      for (JsonNode task : tasks) {
        photos.add(photo(task, file.getFileName() + ": task " + (photos.size() + 1)));
      }
      return photos;
    } catch (JsonProcessingException e) {
      throw new FaultlineException(
          Problem.INPUT, file.getFileName() + ": is not JSON (" + e.getOriginalMessage() + ")", e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static ImportedPhoto photo(JsonNode task, String place) {
    String image = task.path("data").path("image").asText();
    if (image.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT, place + ": data.image is missing; it must name the photo");
    }
    List<ImportedPhoto.Label> labels = new ArrayList<>();
    JsonNode counts = JsonNodeFactory.instance.missingNode();
    for (JsonNode annotation : task.path("annotations")) {
      counts = annotation.path("was_cancelled").asBoolean() ? counts : annotation;
    }
    labels(counts.path("result"), place, false, labels);
    for (JsonNode prediction : task.path("predictions")) {
      labels(prediction.path("result"), place, true, labels);
    }
    // Other tools write an annotation when the photo is done, and know no such field.
    boolean complete = !counts.isMissingNode() && task.path("data").path(REVIEWED).asBoolean(true);
    return new ImportedPhoto(image, Optional.empty(), labels, complete);
  }

  private static void labels(
      JsonNode results, String place, boolean scored, List<ImportedPhoto.Label> labels) {
    for (JsonNode result : results) {
      if (result.path("type").asText().equals("rectanglelabels")) {
        JsonNode value = result.path("value");
        double width = result.path("original_width").asDouble() / PERCENT;
        double height = result.path("original_height").asDouble() / PERCENT;
        try {
          Box box =
              Box.ofSize(
                  value.path("x").asDouble(Double.NaN) * width,
                  value.path("y").asDouble(Double.NaN) * height,
                  value.path("width").asDouble(Double.NaN) * width,
                  value.path("height").asDouble(Double.NaN) * height);
          labels.add(
              new ImportedPhoto.Label(
                  value.path("rectanglelabels").path(0).asText(),
                  box,
                  scored
                      ? OptionalDouble.of(result.path("score").asDouble(1))
                      : OptionalDouble.empty()));
        } catch (IllegalArgumentException e) {
          throw new FaultlineException(Problem.INPUT, place + ": " + e.getMessage(), e);
        }
      }
    }
  }
}
