package io.faultline.internal.labels.coco;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.provenance.IoReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads COCO object detection files (cocodataset.org, "Data format") of any size, one record at a
 * time.
 *
 * <ul>
 *   <li>An annotation with {@code "bbox": []} marks a clean photo and is no object.
 *   <li>{@code images}, {@code annotations} and {@code categories} may come in any order; unknown
 *       fields are skipped; ids need not be dense, and 0 is an id like any other.
 *   <li>Polygons are kept. Run lengths (compressed or plain) give the area, and the box where that
 *       is missing; their pixels are not kept.
 *   <li>A missing {@code area} is the box's area. Missing sides of a photo are taken from its file,
 *       and where the file is there and says otherwise, the file is right.
 *   <li>Without {@code categories}, each id in use becomes a category of its own.
 * </ul>
 *
 * A record that cannot be used is dropped, one that can be saved is clipped or repaired; each is
 * listed as a {@link Finding}.
 */
public final class CocoReader {
  private CocoReader() {}

  /** As {@link #read(Path, Optional, DatasetOptions)} by default. */
  public static LoadedDataset read(Path annotations, Optional<Path> imagesFolder) {
    return read(annotations, imagesFolder, DatasetOptions.DEFAULT);
  }

  /**
   * Reads a file.
   *
   * @param annotations the COCO file
   * @param imagesFolder where file names start; empty: at the annotation file's folder
   * @throws FaultlineException with {@link Problem#INPUT} where the file is missing, is not JSON
   *     (with line and column), is not COCO, holds no photo, or most of its labels cannot be used
   */
  public static LoadedDataset read(
      Path annotations, Optional<Path> imagesFolder, DatasetOptions options) {
    List<Finding> found = new ArrayList<>();
    FileFindings findings = new FileFindings(annotations.toString(), found);
    CocoContent content = parse(annotations, findings);
    require(content.hasImages, annotations, "images");
    require(content.hasAnnotations, annotations, "annotations");
    Path folder = imagesFolder.orElseGet(() -> DatasetFolder.parent(annotations));
    Dataset dataset = new CocoAssembler(content, folder, findings, options).assemble();
    if (dataset.images().isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          annotations
              + ": holds no photos"
              + (found.isEmpty()
                  ? "; images is empty"
                  : " that can be used; the first: " + found.get(0).line()));
    }
    return new LoadedDataset(dataset, found);
  }

  private static CocoContent parse(Path annotations, FileFindings findings) {
    if (!Files.exists(annotations)) {
      throw new FaultlineException(Problem.INPUT, annotations + ": does not exist");
    }
    if (Files.isDirectory(annotations)) {
      throw new FaultlineException(
          Problem.INPUT, annotations + ": is a folder; it must be a COCO file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(annotations), 1 << 16)) {
      return CocoParser.parse(in, findings);
    } catch (JsonProcessingException e) {
      throw broken(annotations, e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, annotations + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static FaultlineException broken(Path file, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    return new FaultlineException(
        Problem.INPUT, file + ": " + place + "is not valid JSON: " + reason, e);
  }

  private static void require(boolean there, Path file, String field) {
    if (!there) {
      throw new FaultlineException(
          Problem.INPUT,
          file + ": has no " + field + "; a COCO file holds images, annotations and categories");
    }
  }
}
