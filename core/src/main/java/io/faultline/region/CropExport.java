package io.faultline.region;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.ImageWriter;
import io.faultline.image.Raster;
import io.faultline.image.Warp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes labelled regions as crops for other tools, warped to a square, RGB, named as {@link
 * CropName} says. All lie in one folder.
 *
 * <p>A photo is named by its file name without folders and extension. Where two photos of the
 * dataset would get the same name, the one with the lower id keeps it and the others get their id
 * after a dash.
 */
public final class CropExport {
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
    /** The published series: 224 x 224, no context, JPEG. */
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
      for (int again = 0; !taken.add(name); again++) {
        name = stem + "-" + image.id() + (again == 0 ? "" : "-" + again);
      }
      names.put(image.id(), name);
    }
    return names;
  }

  private static String stem(String fileName) {
    String last = fileName.substring(fileName.replace('\\', '/').lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    String stem = dot > 0 ? last.substring(0, dot) : last;
    return stem.isEmpty() ? "photo" : stem;
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
   * Writes all regions of a photo and returns their files, in order.
   *
   * @throws io.faultline.FaultlineException with {@link io.faultline.Problem#OUTPUT} where a file
   *     cannot be written
   */
  public List<Path> write(Raster pixels, LabelledRegions photo) {
    List<Path> files = new ArrayList<>();
    List<CropName> crops = names(photo);
    for (int i = 0; i < crops.size(); i++) {
      Path file = folder.resolve(crops.get(i).format());
      ImageWriter.write(
          file,
          Warp.cropAndWarp(
              pixels, photo.regions().get(i).box(), options.side(), options.contextPaddingPx()));
      files.add(file);
    }
    return files;
  }
}
