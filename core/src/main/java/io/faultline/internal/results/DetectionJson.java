package io.faultline.internal.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoOutcome;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.IoReason;
import io.faultline.internal.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The one JSON codec of detections: library, command line, HTTP and Spark all write through it, so
 * equal detections are equal bytes everywhere. Two shapes, both UTF-8 with one record per line.
 *
 * <p><b>Photos of a dataset</b>, in the COCO result format that pycocotools' {@code loadRes} reads:
 *
 * <pre>
 * [
 * {"image_id":7,"category_id":1,"bbox":[12.5,3,40,9.25],"score":0.91},
 * {"image_id":7,"category_id":1,"bbox":[80,100,16,64],"score":0.4}
 * ]
 * </pre>
 *
 * <p><b>Loose photos</b>: one object per photo, which {@link #photo} gives alone (one line, no
 * newline: an HTTP answer, a Spark value) and {@link #writePhotos} as an array:
 *
 * <pre>
 * {"photo":"quay/wall.jpg","width":4000,"height":3000,"coverage":1,"detections":[
 *   {"category_id":1,"category":"crack","bbox":[12.5,3,40,9.25],"score":0.91}]}
 * {"photo":"quay/broken.jpg","error":"not a photo"}
 * </pre>
 *
 * (shown wrapped; it is one line). {@code coverage} is the fraction of the photo that was decoded
 * and looked at; {@code skipped}, {@code doubts} and {@code assumed} are there where they have
 * lines.
 *
 * <p>In both, {@code bbox} is x, y, width, height in pixels of the photo as stored. Every number is
 * the shortest decimal that reads back as the same double. Photos come in the order given;
 * detections inside a photo in {@link Detection#ORDER}.
 */
public final class DetectionJson {
  /** Keeps records on lines of their own; raw newlines are the only layout. */
  private static final JsonFactory JSON = new JsonFactory();

  private DetectionJson() {}

  /**
   * Writes detections in COCO result format, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void write(Path file, Iterable<ImageDetections> images) {
    AtomicFile.write(file, out -> write(out, images));
  }

  /** As {@link #write(Path, Iterable)}, to a stream that stays open; holds one photo at a time. */
  public static void write(OutputStream out, Iterable<ImageDetections> images) throws IOException {
    Lines lines = new Lines(out);
    for (ImageDetections image : images) {
      for (Detection detection : ordered(image.detections())) {
        lines.add(
            "{\"image_id\":"
                + image.imageId()
                + ",\"category_id\":"
                + detection.categoryId()
                + ",\"bbox\":"
                + bbox(detection.box())
                + ",\"score\":"
                + Numbers.shortest(detection.score())
                + "}");
      }
    }
    lines.close();
  }

  /**
   * Reads detections in COCO result format.
   *
   * <p>Photos come in the order in which the file first names them, and the detections of a photo
   * keep the file's order, which decides between equal scores as in pycocotools. Fields other than
   * {@code image_id}, {@code category_id}, {@code bbox} and {@code score} are skipped.
   *
   * @throws FaultlineException with {@link Problem#INPUT} naming file, line and column of broken
   *     JSON, or file, record (counted from 1), field, value and rule
   */
  public static List<ImageDetections> read(Path file) {
    return read(file, Optional.empty(), Optional.empty());
  }

  /**
   * As {@link #read(Path)}, and every detection must be of a photo and a category of {@code truth}.
   */
  public static List<ImageDetections> read(Path file, Dataset truth) {
    return read(file, Optional.of(truth), Optional.empty());
  }

  /**
   * As {@link #read(Path)}, but boxes without area are counted as pycocotools does.
   *
   * @param odd where they are listed
   */
  public static List<ImageDetections> read(Path file, List<Finding> odd) {
    return read(file, Optional.empty(), Optional.of(odd));
  }

  /** As {@link #read(Path)} from a stream, which is closed; {@code name} stands in messages. */
  public static List<ImageDetections> read(InputStream in, String name) throws IOException {
    return new CocoResultReader(name, Optional.empty(), Optional.empty()).read(in);
  }

  private static List<ImageDetections> read(
      Path file, Optional<Dataset> truth, Optional<List<Finding>> odd) {
    try (InputStream in = Files.newInputStream(file)) {
      return new CocoResultReader(file.toString(), truth, odd).read(in);
    } catch (NoSuchFileException e) {
      throw new FaultlineException(Problem.INPUT, file + ": does not exist", e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** The outcome of one loose photo as one line of JSON without a newline. */
  public static String photo(PhotoOutcome outcome) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("photo", outcome.photo());
      json.writeStringField("verdict", outcome.verdict().name());
      if (outcome instanceof PhotoOutcome.Detected detected) {
        writeDetected(json, detected);
      } else if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
        json.writeStringField("error", unreadable.reason());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be written", e);
    }
    return text.toString();
  }

  /**
   * Writes the outcomes of loose photos as an array, whole or not at all.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the file cannot be written
   */
  public static void writePhotos(Path file, Iterable<? extends PhotoOutcome> outcomes) {
    AtomicFile.write(file, out -> writePhotos(out, outcomes));
  }

  /** As {@link #writePhotos(Path, Iterable)}, to a stream that stays open. */
  public static void writePhotos(OutputStream out, Iterable<? extends PhotoOutcome> outcomes)
      throws IOException {
    Lines lines = new Lines(out);
    for (PhotoOutcome outcome : outcomes) {
      lines.add(photo(outcome));
    }
    lines.close();
  }

  private static void writeDetected(JsonGenerator json, PhotoOutcome.Detected photo)
      throws IOException {
    json.writeNumberField("width", photo.widthPx());
    json.writeNumberField("height", photo.heightPx());
    json.writeFieldName("coverage");
    json.writeNumber(Numbers.shortest(photo.judgement().coverage()));
    writeLines(json, "skipped", photo.judgement().skipped());
    writeLines(json, "doubts", photo.judgement().doubts());
    writeLines(json, "assumed", photo.judgement().assumed());
    json.writeArrayFieldStart("detections");
    for (Detection detection : photo.detections()) {
      json.writeStartObject();
      json.writeNumberField("category_id", detection.categoryId());
      json.writeStringField("category", photo.categoryName(detection));
      json.writeFieldName("bbox");
      json.writeRawValue(bbox(detection.box()));
      json.writeFieldName("score");
      json.writeNumber(Numbers.shortest(detection.score()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeLines(JsonGenerator json, String key, List<String> lines)
      throws IOException {
    if (!lines.isEmpty()) {
      json.writeFieldName(key);
      json.writeArray(lines.toArray(String[]::new), 0, lines.size());
    }
  }

  private static List<Detection> ordered(List<Detection> detections) {
    return detections.stream().sorted(Detection.ORDER).toList();
  }

  private static String bbox(Box box) {
    return "["
        + Numbers.shortest(box.x1())
        + ","
        + Numbers.shortest(box.y1())
        + ","
        + Numbers.side(box.x1(), box.x2())
        + ","
        + Numbers.side(box.y1(), box.y2())
        + "]";
  }

  /** A JSON array with one element per line. */
  private static final class Lines {
    private final OutputStream out;
    private String separator = "[\n";

    Lines(OutputStream out) {
      this.out = out;
    }

    void add(String element) throws IOException {
      out.write((separator + element).getBytes(StandardCharsets.UTF_8));
      separator = ",\n";
    }

    void close() throws IOException {
      out.write((separator.equals("[\n") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }
}
