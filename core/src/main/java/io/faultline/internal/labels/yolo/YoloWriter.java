package io.faultline.internal.labels.yolo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.PhotoPlace;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.text.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes YOLO folders: {@code images/}, {@code labels/} with one {@code class cx cy w h} line per
 * object as shares of the photo's sides, and {@code data.yaml} with the class names. Classes are
 * the positions in {@link Dataset#categories()}; a clean photo gets an empty label file. YOLO knows
 * neither crowds nor lost labels: a photo that shows crowds alone or is not complete would become a
 * clean one or teach silence, so it is left out and listed.
 */
public final class YoloWriter {
  /** Enough that a box in a photo of a million pixels a side comes back within 1e-6 px. */
  private static final int DECIMALS = 14;

  private YoloWriter() {}

  /**
   * Writes labels and names, and copies the photos that are not there yet.
   *
   * @return what YOLO cannot say, and photos that are not copied because they are none or lie
   *     elsewhere: crowds and outlines of photos are left out, crowds are listed
   * @throws FaultlineException with {@link Problem#INPUT} where two photos would share a label file
   *     or a photo is missing, with {@link Problem#OUTPUT} where the folder cannot be written
   */
  public static List<Finding> write(Dataset dataset, Path folder) {
    return write(dataset, folder, false);
  }

  /**
   * As {@link #write(Dataset, Path)}.
   *
   * @param outside whether photos may be copied that lie outside the folder where file names start:
   *     a label file of others may name any file
   */
  public static List<Finding> write(Dataset dataset, Path folder, boolean outside) {
    List<Finding> found = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      FileFindings own = new FileFindings(image.path().toString(), found);
      if (unsaid(image, own) || PhotoPlace.refuses(image, outside, own)) {
        continue;
      }
      String name = inside(image);
      String label = "labels/" + withoutEnding(name) + ".txt";
      String owner = owners.putIfAbsent(label.toLowerCase(Locale.ROOT), image.fileName());
      if (owner != null) {
        throw new FaultlineException(
            Problem.INPUT,
            image.fileName() + ": would share " + label + " with " + owner + "; rename one");
      }
      copy(image, folder.resolve("images").resolve(name));
      Path target = folder.resolve(label);
      AtomicFile.write(target, lines(dataset, image, new FileFindings(target.toString(), found)));
    }
    if (owners.isEmpty() && !dataset.images().isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT, "no photo can be copied; the first: " + found.get(0).line());
    }
    AtomicFile.write(folder.resolve("data.yaml"), names(dataset));
    return List.copyOf(found);
  }

  /** Whether YOLO would say of the photo that it is clean, or whole, though it may not be. */
  private static boolean unsaid(ImageRecord image, FileFindings findings) {
    if (!image.complete()) {
      findings.leftOut(
          "photo",
          "labels of it were lost, which YOLO cannot say; --keep-unlabelled keeps the others");
    } else if (!image.clean() && !image.cracked()) {
      findings.leftOut("photo", "it shows crowds alone; YOLO has no crowds, and it is not clean");
    }
    return !image.complete() || (!image.clean() && !image.cracked());
  }

  private static String lines(Dataset dataset, ImageRecord image, FileFindings findings) {
    StringBuilder text = new StringBuilder();
    for (Annotation annotation : image.annotations()) {
      if (annotation.crowd()) {
        findings.dropped("annotation " + annotation.id(), "is a crowd; YOLO has no crowds");
        continue;
      }
      Box box = annotation.box();
      text.append(dataset.categoryIndex(annotation.categoryId()))
          .append(' ')
          .append(Numbers.decimals(box.centerX() / image.widthPx(), DECIMALS))
          .append(' ')
          .append(Numbers.decimals(box.centerY() / image.heightPx(), DECIMALS))
          .append(' ')
          .append(Numbers.decimals(box.width() / image.widthPx(), DECIMALS))
          .append(' ')
          .append(Numbers.decimals(box.height() / image.heightPx(), DECIMALS))
          .append('\n');
    }
    return text.toString();
  }

  private static String names(Dataset dataset) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("train", "images");
    data.put("val", "images");
    Map<Integer, String> names = new LinkedHashMap<>();
    for (int i = 0; i < dataset.categories().size(); i++) {
      names.put(i, dataset.categories().get(i).name());
    }
    data.put("names", names);
    try {
      return new YAMLMapper().writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of names is always YAML", e);
    }
  }

  /** Where the photo goes inside {@code images/}; a name that leads elsewhere loses its folders. */
  private static String inside(ImageRecord image) {
    String name = image.fileName();
    if (name.startsWith("images/")) {
      name = name.substring("images/".length());
    }
    boolean elsewhere =
        name.startsWith("/") || name.contains(":") || List.of(name.split("/", -1)).contains("..");
    return elsewhere ? name.substring(name.lastIndexOf('/') + 1) : name;
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
  }

  private static void copy(ImageRecord image, Path target) {
    if (Files.exists(target)) {
      return;
    }
    if (!Files.isRegularFile(image.path())) {
      throw new FaultlineException(Problem.INPUT, image.path() + ": does not exist");
    }
    AtomicFile.write(target, out -> Files.copy(image.path(), out));
  }
}
