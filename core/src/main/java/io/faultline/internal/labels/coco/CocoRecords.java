package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.Coercions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.JsonFields;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.labels.coco.CocoContent.RawAnnotation;
import io.faultline.internal.labels.coco.CocoContent.RawImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads single records of a COCO file into the file's content. */
final class CocoRecords {
  private final CocoContent content;
  private final FileFindings findings;
  private final Coercions coercions = new Coercions();

  CocoRecords(CocoContent content, FileFindings findings) {
    this.content = content;
    this.findings = findings;
  }

  void image(JsonNode node, String record) throws BadRecord {
    coercions.in(record);
    Optional<CocoKey> id =
        JsonFields.has(node, "id")
            ? Optional.of(CocoKey.of(node, "id", coercions))
            : Optional.empty();
    String fileName = JsonFields.text(node, "file_name");
    boolean complete =
        !JsonFields.has(node, CocoWriter.COMPLETE) || JsonFields.flag(node, CocoWriter.COMPLETE);
    int width = 0;
    int height = 0;
    String fault = "";
    try {
      width = side(node, "width");
      height = side(node, "height");
    } catch (BadRecord e) {
      fault = e.reason();
    }
    content.images.add(
        new RawImage(
            record,
            id,
            fileName,
            fault.isEmpty() ? width : 0,
            fault.isEmpty() ? height : 0,
            fault,
            complete,
            JsonFields.flag(node, CocoWriter.UPRIGHT)));
  }

  private int side(JsonNode node, String field) throws BadRecord {
    if (!JsonFields.has(node, field)) {
      return 0;
    }
    long side = JsonFields.integer(node, field, coercions);
    if (side != (int) side) {
      throw new BadRecord(field + " is " + side + "; it must be an integer of 32 bits");
    }
    return (int) side;
  }

  void category(JsonNode node, String record) throws BadRecord {
    coercions.in(record);
    CocoKey id = CocoKey.of(node, "id", coercions);
    if (id.isNumber() && id.number() != (int) id.number()) {
      throw new BadRecord("id is " + id + "; it must be an integer of 32 bits");
    }
    Optional<String> name = Optional.of(name(node, id, record));
    Optional<String> earlier = content.categories.put(id, name);
    if (earlier == null || earlier.equals(name)) {
      return;
    }
    content.categories.put(id, Optional.empty());
    throw new BadRecord(
        "id is that of "
            + earlier.map(one -> "the category " + one).orElse("two categories")
            + " too; ids must be unique, so labels of this id cannot be used");
  }

  private String name(JsonNode node, CocoKey id, String record) {
    JsonNode value = node.path("name");
    if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
      return value.asText().strip();
    }
    String name = "category " + (id.isNumber() ? id.number() : id.text());
    findings.repaired(
        record, "name is " + JsonFields.shown(value) + "; it must be a text; named " + name);
    return name;
  }

  void annotation(JsonNode node, String record) throws BadRecord {
    coercions.in(record);
    CocoKey imageId = CocoKey.of(node, "image_id", coercions);
    CocoSegmentation outline = outline(node, record);
    if (marksClean(node)) {
      content.annotations.add(
          new RawAnnotation(
              record,
              OptionalLong.empty(),
              imageId,
              CocoKey.of(0),
              Optional.empty(),
              "",
              OptionalDouble.empty(),
              false,
              outline));
      return;
    }
    CocoKey categoryId = CocoKey.of(node, "category_id", coercions);
    boolean crowd = JsonFields.flag(node, "iscrowd");
    Optional<RawBox> box = Optional.empty();
    String boxFault = "";
    try {
      box = Optional.of(box(node.path("bbox")));
    } catch (BadRecord e) {
      boxFault = e.reason();
    }
    content.annotations.add(
        new RawAnnotation(
            record,
            id(node, record),
            imageId,
            categoryId,
            box,
            boxFault,
            area(node, outline, record),
            crowd,
            outline));
  }

  /** {@code "bbox": []} without outline or area says that the photo is clean. */
  private static boolean marksClean(JsonNode node) {
    JsonNode bbox = node.path("bbox");
    JsonNode outline = node.path("segmentation");
    boolean noOutline = !JsonFields.has(node, "segmentation") || isEmpty(outline);
    return bbox.isArray() && bbox.isEmpty() && noOutline && !(node.path("area").asDouble() > 0);
  }

  private static boolean isEmpty(JsonNode list) {
    if (!list.isArray()) {
      return false;
    }
    for (JsonNode part : list) {
      if (!part.isArray() || !part.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Nothing needs the id of an annotation: one that is none is replaced. */
  private OptionalLong id(JsonNode node, String record) {
    if (!JsonFields.has(node, "id")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(JsonFields.integer(node, "id", coercions));
    } catch (BadRecord e) {
      findings.repaired(record, e.reason() + "; a new one is given");
      return OptionalLong.empty();
    }
  }

  private CocoSegmentation outline(JsonNode node, String record) {
    try {
      return CocoSegmentation.of(node.path("segmentation"));
    } catch (BadRecord e) {
      findings.repaired(record, e.reason() + "; the box is kept without an outline");
      return CocoSegmentation.NONE;
    }
  }

  private RawBox box(JsonNode bbox) throws BadRecord {
    if (bbox.isMissingNode() || bbox.isNull()) {
      throw new BadRecord("bbox is missing");
    }
    if (!bbox.isArray() || bbox.size() != 4) {
      throw new BadRecord(
          "bbox is " + JsonFields.shown(bbox) + "; it must be a list of x, y, width and height");
    }
    return new RawBox(
        JsonFields.number(bbox.path(0), "bbox x", coercions),
        JsonFields.number(bbox.path(1), "bbox y", coercions),
        JsonFields.number(bbox.path(2), "bbox width", coercions),
        JsonFields.number(bbox.path(3), "bbox height", coercions));
  }

  private OptionalDouble area(JsonNode node, CocoSegmentation outline, String record) {
    if (JsonFields.has(node, "area")) {
      JsonNode value = node.path("area");
      double area = value.isNumber() ? value.doubleValue() : Double.NaN;
      if (area >= 0 && Double.isFinite(area)) {
        return OptionalDouble.of(area);
      }
      findings.repaired(
          record,
          "area is " + JsonFields.shown(value) + "; it must be >= 0; the outline or box gives it");
    }
    return outline.runs().isPresent()
        ? OptionalDouble.of((double) outline.runs().get().area())
        : OptionalDouble.empty();
  }

  /** Counts an annotation that was dropped for the photo it is of, as far as it says. */
  void lost(JsonNode node, List<String> twice) {
    try {
      if (!node.isObject() || twice.contains("image_id")) {
        throw new BadRecord("image_id is unknown");
      }
      content.lose(CocoKey.of(node, "image_id", new Coercions()));
    } catch (BadRecord e) {
      content.unplaced++;
    }
  }

  /** Lists what was read in another form than it was written. */
  void end() {
    coercions.list(findings);
  }
}
