package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.ExifRule;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes COCO files: one record per line, the same bytes for the same dataset and place, whole or
 * not at all.
 *
 * <p>{@link CocoReader} reads back the same dataset: boxes that came from COCO, or have corners of
 * few digits, bit by bit; others to the last bit of their far corner, which COCO stores as a
 * distance.
 *
 * <p>{@code area} is {@link Annotation#area()}; {@code segmentation} holds the polygons. A photo
 * without annotations stays a photo without annotations; one that is not complete has the field
 * {@code "labels_complete": false}, and one whose labels are those of the upright photo {@code
 * "upright": true}, which other tools pass over.
 */
public final class CocoWriter {
  /** Field of a photo that is not {@link ImageRecord#complete complete}: false there. */
  static final String COMPLETE = "labels_complete";

  /** Field of a photo whose size and labels are those of the upright photo: true there. */
  static final String UPRIGHT = "upright";

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private CocoWriter() {}

  /**
   * Writes a dataset. A photo's {@code file_name} is kept where it leads from the target's folder
   * to the photo; otherwise it becomes the path from there, so that the file can be read without
   * naming a folder of photos.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written; what
   *     stood there is intact
   */
  public static void write(Dataset dataset, Path target) {
    Path folder = DatasetFolder.parent(target.toAbsolutePath());
    AtomicFile.write(
        target,
        out -> {
          try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            write(dataset, folder, json);
          }
        });
  }

  private static void write(Dataset dataset, Path folder, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("info");
    json.writeStringField("description", "Written by Faultline");
    json.writeEndObject();
    json.writeArrayFieldStart("images");
    for (ImageRecord image : dataset.images()) {
      image(image, folder, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("annotations");
    for (ImageRecord image : dataset.images()) {
      for (Annotation annotation : image.annotations()) {
        annotation(image.id(), annotation, json);
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("categories");
    for (Category category : dataset.categories()) {
      newRecord(json);
      json.writeNumberField("id", category.id());
      json.writeStringField("name", category.name());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private static void newRecord(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeRaw('\n');
  }

  private static void image(ImageRecord image, Path folder, JsonGenerator json) throws IOException {
    newRecord(json);
    json.writeNumberField("id", image.id());
    json.writeStringField("file_name", nameFrom(folder, image));
    json.writeNumberField("width", image.widthPx());
    json.writeNumberField("height", image.heightPx());
    if (!image.complete()) {
      json.writeBooleanField(COMPLETE, false);
    }
    if (image.exif() == ExifRule.UPRIGHT) {
      json.writeBooleanField(UPRIGHT, true);
    }
    json.writeEndObject();
  }

  private static void annotation(long imageId, Annotation annotation, JsonGenerator json)
      throws IOException {
    Box box = annotation.box();
    newRecord(json);
    json.writeNumberField("id", annotation.id());
    json.writeNumberField("image_id", imageId);
    json.writeNumberField("category_id", annotation.categoryId());
    json.writeArrayFieldStart("bbox");
    number(json, box.x1());
    number(json, box.y1());
    json.writeNumber(Numbers.side(box.x1(), box.x2()));
    json.writeNumber(Numbers.side(box.y1(), box.y2()));
    json.writeEndArray();
    json.writeFieldName("area");
    number(json, annotation.area());
    json.writeNumberField("iscrowd", annotation.crowd() ? 1 : 0);
    json.writeArrayFieldStart("segmentation");
    for (Polygon polygon : annotation.polygons()) {
      json.writeStartArray();
      for (double value : polygon.toArray()) {
        number(json, value);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IOException("a number is " + value + "; JSON has finite numbers only");
    }
    json.writeNumber(Numbers.shortest(value));
  }

  private static String nameFrom(Path folder, ImageRecord image) {
    Path path = image.path().toAbsolutePath().normalize();
    if (folder.resolve(image.fileName()).normalize().equals(path)) {
      return image.fileName();
    }
    Path from = folder.normalize();
    boolean sameRoot = from.getRoot() != null && from.getRoot().equals(path.getRoot());
    return DatasetFolder.slashed(sameRoot ? from.relativize(path) : path);
  }
}
