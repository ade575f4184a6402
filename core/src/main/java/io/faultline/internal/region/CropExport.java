package io.faultline.internal.region;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.image.Warp;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes labelled regions as crops for other tools, warped to a square, RGB, named as {@link
 * CropName} says. All lie in one folder.
 *
 * <p>A photo is named by its file name without folders and extension, cut at 200 bytes. Where two
 * photos of the dataset would get the same name (capitals count as small letters), the one with the
 * lower id keeps it and the others get their id after a dash.
 */
public final class CropExport {
  /** With counter, IoU, label and ending it stays below the 255 bytes of most file systems. */
  private static final int MAX_NAME_BYTES = 200;

  private final Path folder;
  private final Options options;
  private final Map<Long, String> names;

  /**
   * How crops are cut.
   *
   * @param side of the square in pixels, at least 1
   * @param contextPaddingPx context around the box at the warped scale, see {@link
   *     Warp#cropAndWarp}
   * @param extension {@code jpg}, {@code jpeg} or {@code png}
   */
  public record Options(int side, int contextPaddingPx, String extension) {
    /** As in mmalek06 (2024), part 2: 224 x 224, no context, JPEG. */
    public static final Options DEFAULT = new Options(224, 0, "jpg");

    /** Checks the ranges. */
    public Options {
      if (side < 1 || contextPaddingPx < 0 || 2L * contextPaddingPx >= side) {
        throw new IllegalArgumentException(
            "side is " + side + " and padding " + contextPaddingPx + "; 0 <= 2 * padding < side");
      }
      if (!Set.of("jpg", "jpeg", "png").contains(extension)) {
        throw new IllegalArgumentException(
            "crop extension is '" + extension + "'; must be jpg, jpeg or png");
      }
    }
  }

  /** An export of photos of this dataset into a folder, which is made when needed. */
  public CropExport(Path folder, Dataset dataset, Options options) {
    this.folder = folder;
    this.options = options;
    this.names = names(dataset);
  }

  private static Map<Long, String> names(Dataset dataset) {
    Map<Long, String> names = new HashMap<>();
    Set<String> taken = new HashSet<>();
    List<ImageRecord> images = new ArrayList<>(dataset.images());
    images.sort(Comparator.comparingLong(ImageRecord::id));
    for (ImageRecord image : images) {
      String stem = stem(image.fileName());
      String name = stem;
      for (int again = 0; !taken.add(look(name)); again++) {
        name = stem + "-" + image.id() + (again == 0 ? "" : "-" + again);
      }
      names.put(image.id(), name);
    }
    return names;
  }

  /** A name without folders and ending that a file can have, and that is no hidden file's. */
  private static String stem(String fileName) {
    String last = fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String stem = dot > 0 ? last.substring(0, dot) : last;
    if (stem.isEmpty() || stem.startsWith(".")) {
      stem = "photo" + stem;
    }
    int length = stem.length();
    while (stem.substring(0, length).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      length = stem.offsetByCodePoints(length, -1);
    }
    return stem.substring(0, length);
  }

  /** What is one name on a system that does not tell capitals or ways to write an accent apart. */
  private static String look(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  /**
   * The names of a photo's crops, in the order of its regions; counters are positions.
   *
   * @throws IllegalArgumentException where the photo is not of the dataset
   */
  public List<CropName> names(LabelledRegions photo) {
    String image = names.get(photo.imageId());
    if (image == null) {
      throw new IllegalArgumentException("image " + photo.imageId() + " is not in the dataset");
    }
    List<CropName> crops = new ArrayList<>();
    for (Region region : photo.regions()) {
      crops.add(
          new CropName(image, crops.size(), region.iou(), region.label(), options.extension()));
    }
    return crops;
  }

  /**
   * Writes all regions of a photo and returns their files, in order. A process that is killed
   * leaves half a crop; callers mark the folder as unfinished until all crops are there.
   *
   * @param pixels the photo that the regions' boxes lie in
   * @throws FaultlineException with {@link Problem#OUTPUT} where a file cannot be written
   */
  public List<Path> write(Raster pixels, LabelledRegions photo) {
    List<Path> files = new ArrayList<>();
    List<CropName> crops = names(photo);
    for (int i = 0; i < crops.size(); i++) {
      Path file = folder.resolve(crops.get(i).format());
      Raster crop =
          Warp.cropAndWarp(
              pixels, photo.regions().get(i).box(), options.side(), options.contextPaddingPx());
      write(
          file,
          options.extension().equals("png")
              ? ImageWriter.encodePng(crop)
              : ImageWriter.encodeJpeg(crop, ImageWriter.JPEG_QUALITY));
      files.add(file);
    }
    return files;
  }

  /** Without waiting for the disk each time, as a file of one's own would: crops are many. */
  private void write(Path file, byte[] bytes) {
    try {
      if (!Files.isDirectory(folder)) { // Java 17 refuses links to folders.
        Files.createDirectories(folder);
      }
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, file + ": cannot be written (" + IoReason.of(e) + ")", e);
    }
  }
}
