package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.dataset.Polygon;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.JsonFields;
import io.faultline.internal.labels.Polygons;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.labels.RunLength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * COCO's {@code segmentation}: polygons, or run lengths (compressed text or plain counts), or
 * nothing.
 */
record CocoSegmentation(List<Polygon> polygons, Optional<RunLength> runs) {
  static final CocoSegmentation NONE = new CocoSegmentation(List.of(), Optional.empty());

  /** The fewest numbers of a polygon: three corners. */
  private static final int FEWEST = 6;

  static CocoSegmentation of(JsonNode value) throws BadRecord {
    if (value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
      return NONE;
    }
    if (value.isObject()) {
      return new CocoSegmentation(List.of(), Optional.of(runs(value)));
    }
    if (!value.isArray()) {
      throw new BadRecord(
          "segmentation is " + JsonFields.shown(value) + "; it must be polygons or run lengths");
    }
    if (value.path(0).isNumber()) {
      return new CocoSegmentation(List.of(polygon(value)), Optional.empty());
    }
    List<Polygon> polygons = new ArrayList<>();
    for (JsonNode polygon : value) {
      polygons.add(polygon(polygon));
    }
    return new CocoSegmentation(List.copyOf(polygons), Optional.empty());
  }

  /** The tight box of polygons or runs; empty where there is no outline. */
  Optional<RawBox> bounds() {
    if (runs.isPresent()) {
      return runs.get().bounds();
    }
    return polygons.isEmpty() ? Optional.empty() : Optional.of(Polygons.bounds(polygons));
  }

  private static Polygon polygon(JsonNode value) throws BadRecord {
    if (!value.isArray() || value.size() < FEWEST || value.size() % 2 != 0) {
      throw new BadRecord(
          "segmentation holds "
              + JsonFields.shown(value)
              + "; a polygon is an even number of at least 6 numbers");
    }
    double[] xy = new double[value.size()];
    for (int i = 0; i < xy.length; i++) {
      xy[i] = JsonFields.number(value.path(i), "segmentation corner");
      if (!Double.isFinite(xy[i])) {
        throw new BadRecord("segmentation corner is " + xy[i] + "; it must be finite");
      }
    }
    return new Polygon(xy);
  }

  private static RunLength runs(JsonNode value) throws BadRecord {
    JsonNode size = value.path("size");
    int height = size.path(0).isInt() ? size.path(0).intValue() : 0;
    int width = size.path(1).isInt() ? size.path(1).intValue() : 0;
    if (size.size() != 2 || !(height > 0) || !(width > 0)) {
      throw new BadRecord(
          "segmentation size is "
              + JsonFields.shown(size)
              + "; it must be a height and a width, both > 0");
    }
    JsonNode counts = value.path("counts");
    if (counts.isTextual()) {
      return RunLength.of(height, width, counts.textValue());
    }
    if (!counts.isArray()) {
      throw new BadRecord(
          "segmentation counts are "
              + JsonFields.shown(counts)
              + "; they must be a text or a list");
    }
    long[] plain = new long[counts.size()];
    for (int i = 0; i < plain.length; i++) {
      if (!counts.path(i).isIntegralNumber() || !counts.path(i).canConvertToLong()) {
        throw new BadRecord(
            "segmentation counts hold " + JsonFields.shown(counts.path(i)) + ", not an integer");
      }
      plain[i] = counts.path(i).longValue();
    }
    return RunLength.of(height, width, plain);
  }
}
