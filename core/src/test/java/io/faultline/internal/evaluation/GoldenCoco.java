package io.faultline.internal.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cases of golden/coco_eval.json, written by pycocotools. */
record GoldenCoco(String name, Dataset truth, List<ImageDetections> detections, JsonNode node) {

  static List<GoldenCoco> cases() {
    return cases("/golden/coco_eval.json");
  }

  /** Of another file that holds truths and detections in the same form. */
  static List<GoldenCoco> cases(String resource) {
    List<GoldenCoco> cases = new ArrayList<>();
    for (JsonNode one : read(resource).get("cases")) {
      cases.add(
          new GoldenCoco(
              one.get("name").textValue(),
              dataset(one.get("truth")),
              detections(one.get("detections")),
              one));
    }
    return cases;
  }

  static JsonNode read(String resource) {
    try (InputStream in = GoldenCoco.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static double[] doubles(JsonNode row) {
    double[] values = new double[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i).doubleValue();
    }
    return values;
  }

  private static Dataset dataset(JsonNode truth) {
    List<Category> categories = new ArrayList<>();
    for (JsonNode one : truth.get("categories")) {
      categories.add(new Category(one.get("id").intValue(), one.get("name").textValue()));
    }
    List<ImageRecord> images = new ArrayList<>();
    for (JsonNode image : truth.get("images")) {
      List<Annotation> annotations = new ArrayList<>();
      for (JsonNode one : truth.get("annotations")) {
        if (one.get("image_id").longValue() == image.get("id").longValue()) {
          annotations.add(
              new Annotation(
                  one.get("id").longValue(),
                  one.get("category_id").intValue(),
                  box(one.get("bbox")),
                  one.get("area").doubleValue(),
                  one.get("iscrowd").intValue() == 1,
                  List.of()));
        }
      }
      String name = image.get("file_name").textValue();
      images.add(
          new ImageRecord(
              image.get("id").longValue(),
              name,
              Path.of(name),
              image.get("width").intValue(),
              image.get("height").intValue(),
              annotations));
    }
    return new Dataset(categories, images);
  }

  /** One entry per detection: the evaluator has to gather them. */
  private static List<ImageDetections> detections(JsonNode rows) {
    List<ImageDetections> detections = new ArrayList<>();
    for (JsonNode one : rows) {
      Detection detection =
          new Detection(
              one.get("category_id").intValue(),
              box(one.get("bbox")),
              one.get("score").doubleValue());
      detections.add(new ImageDetections(one.get("image_id").longValue(), List.of(detection)));
    }
    return detections;
  }

  private static Box box(JsonNode bbox) {
    double[] b = doubles(bbox);
    return Box.ofSize(b[0], b[1], b[2], b[3]);
  }
}
