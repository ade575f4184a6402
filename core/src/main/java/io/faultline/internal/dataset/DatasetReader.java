package io.faultline.internal.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.labels.voc.VocFolder;
import io.faultline.internal.labels.voc.VocReader;
import io.faultline.internal.labels.yolo.YoloLayout;
import io.faultline.internal.labels.yolo.YoloReader;
import io.faultline.internal.labels.yolo.YoloYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Opens a dataset of any known form, which is told from what lies there, in this order:
 *
 * <ol>
 *   <li>a file: YOLO where its name ends in {@code .yaml} or {@code .yml}, else COCO;
 *   <li>a folder with {@code annotations.json}: COCO;
 *   <li>a folder with {@code Annotations/*.xml}: Pascal VOC;
 *   <li>a folder with exactly one {@code *.json} that has COCO's fields, or with one alone and no
 *       YOLO labels: COCO;
 *   <li>a folder with labels or a names file: YOLO;
 *   <li>a folder with VOC's XML files anywhere inside: Pascal VOC.
 * </ol>
 */
public final class DatasetReader {
  private DatasetReader() {}

  /**
   * Opens a dataset.
   *
   * @param data a COCO file, or a COCO, YOLO or VOC folder
   * @param images where the photos lie; empty: as the form has it (COCO: file names start at the
   *     annotation file's folder)
   * @param split for YOLO and VOC, which split to take; empty: everything
   * @throws FaultlineException with {@link Problem#INPUT} where nothing usable is there or most
   *     labels cannot be used, with {@link Problem#USAGE} where a split is asked of COCO
   */
  public static LoadedDataset open(Path data, Optional<Path> images, Optional<String> split) {
    return open(data, images, split, DatasetOptions.DEFAULT);
  }

  /** As {@link #open(Path, Optional, Optional)}, in a way that is asked for. */
  public static LoadedDataset open(
      Path data, Optional<Path> images, Optional<String> split, DatasetOptions options) {
    if (!Files.exists(data)) {
      throw new FaultlineException(Problem.INPUT, data + ": does not exist");
    }
    if (images.isPresent() && !Files.isDirectory(images.get())) {
      throw new FaultlineException(
          Problem.INPUT,
          images.get() + ": is not a folder that exists; photos are looked for there");
    }
    if (Files.isRegularFile(data) && YoloYaml.isYaml(data)) {
      return YoloReader.read(data, images, split, options);
    }
    Optional<Path> coco = coco(data);
    if (coco.isPresent()) {
      if (split.isPresent()) {
        throw new FaultlineException(
            Problem.USAGE,
            coco.get()
                + ": a COCO file has no splits; name the file of the split instead of "
                + split.get());
      }
      return CocoReader.read(coco.get(), images, options);
    }
    if (VocFolder.isVoc(data)) {
      return VocReader.read(data, images, split, options);
    }
    if (YoloLayout.isLikely(data)) {
      return YoloReader.read(data, images, split, options);
    }
    if (VocFolder.hasLooseFiles(data)) {
      return VocReader.read(data, images, split, options);
    }
    List<Path> json = json(data);
    if (json.size() > 1) {
      throw new FaultlineException(
          Problem.INPUT,
          data
              + ": holds "
              + json.size()
              + " files that may be COCO; name one of them: "
              + json.stream().limit(5).map(Path::toString).collect(Collectors.joining(", ")));
    }
    throw new FaultlineException(
        Problem.INPUT,
        data
            + ": holds no dataset; expected annotations.json (COCO), labels/*.txt (YOLO) or"
            + " Annotations/*.xml (VOC); masks must be converted first");
  }

  /** The COCO file that a path names: itself, or the one of a folder. */
  static Optional<Path> coco(Path data) {
    if (!Files.isDirectory(data)) {
      return Optional.of(data);
    }
    Path usual = data.resolve("annotations.json");
    if (Files.isRegularFile(usual)) {
      return Optional.of(usual);
    }
    List<Path> json = json(data);
    List<Path> fitting = json.stream().filter(DatasetReader::hasCocoFields).toList();
    boolean isOther = fitting.isEmpty() && YoloLayout.isLikely(data);
    List<Path> chosen = fitting.isEmpty() ? json : fitting;
    return chosen.size() == 1 && !isOther && !VocFolder.isVoc(data)
        ? Optional.of(chosen.get(0))
        : Optional.empty();
  }

  /** Whether a file is an object with images or annotations; Label Studio's notes are not. */
  static boolean hasCocoFields(Path file) {
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        if (List.of("images", "annotations").contains(json.currentName())) {
          return true;
        }
        json.nextToken();
        json.skipChildren();
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  static List<Path> json(Path folder) {
    return DatasetFolder.entries(folder).stream()
        .filter(file -> DatasetFolder.endsWith(file, "json"))
        .filter(Files::isRegularFile)
        .toList();
  }
}
