package io.faultline.internal.labels.masks;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.LoadedDataset;
import io.faultline.internal.image.Mask;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.masks.MaskObjects.MaskObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Segmentation masks to boxes with outlines.
 *
 * <p>A mask is thresholded and closed; its 8-connected components are found and the smallest are
 * dropped as specks; components whose boxes are closer than a distance become one object, again and
 * again until nothing merges. An object's box covers all its components, its polygons are the outer
 * outlines of each (of the closed mask, along the pixels' edges), and its {@code area} counts the
 * pixels of the thresholded mask <em>before</em> closing that lie in its components. The distance
 * of two boxes is the Euclidean distance of their borders: two boxes in a row with 9 empty columns
 * between them are 9 px apart.
 *
 * <p>A photo whose mask is empty stays in the dataset as a clean photo. Photos and masks without a
 * partner, of different size or unreadable, and specks are listed as findings. Photos come in the
 * order of their names; ids count from 1.
 */
public final class MaskConverter {
  private MaskConverter() {}

  /**
   * Converts one folder of photos and one of masks, paired by file name without the ending.
   *
   * @param categoryName what the masks show; the one category of the result
   * @throws FaultlineException with {@link Problem#INPUT} where a folder is missing or not one pair
   *     can be used
   */
  public static LoadedDataset convert(
      Path imagesDir,
      Path masksDir,
      String categoryName,
      MaskOptions options,
      DatasetOptions reading,
      Progress progress) {
    MaskFolder folder = new MaskFolder(imagesDir, masksDir, categoryName, "", false);
    MaskCollector collector = new MaskCollector(options, reading);
    collector.addAll(masksDir, List.of(folder), progress);
    return collector.result(imagesDir, List.of(categoryName));
  }

  /**
   * Converts a folder with one subfolder for each class, each with {@code images} and {@code
   * masks}. The subfolder's name is the category; one whose masks are all empty gives clean photos
   * and no category, and so does one whose name ends in {@code free}, in which whatever a mask
   * shows is dropped and listed.
   *
   * @throws FaultlineException with {@link Problem#INPUT} where there is no such subfolder or not
   *     one pair can be used
   */
  public static LoadedDataset convert(
      Path root, MaskOptions options, DatasetOptions reading, Progress progress) {
    List<MaskFolder> folders = new ArrayList<>();
    for (Path folder : MaskFolder.list(root)) {
      Path images = folder.resolve("images");
      Path masks = folder.resolve("masks");
      if (Files.isDirectory(images) && Files.isDirectory(masks)) {
        String name = folder.getFileName().toString();
        boolean clean = name.toLowerCase(Locale.ROOT).endsWith("free");
        folders.add(new MaskFolder(images, masks, name, name + "/images/", clean));
      }
    }
    if (folders.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT, root + ": no subfolder holds the folders images and masks");
    }
    MaskCollector collector = new MaskCollector(options, reading);
    collector.addAll(root, folders, progress);
    return collector.result(root, List.of());
  }

  /**
   * The objects of one mask, from the top, then from the left.
   *
   * @param firstId the id of the first annotation; the others count on
   */
  public static List<Annotation> annotations(
      Mask mask, int categoryId, long firstId, MaskOptions options) {
    return annotations(MaskObjects.of(mask, options).objects(), categoryId, firstId);
  }

  static List<Annotation> annotations(List<MaskObject> objects, int categoryId, long firstId) {
    List<Annotation> annotations = new ArrayList<>();
    for (MaskObject object : objects) {
      annotations.add(
          new Annotation(
              firstId + annotations.size(),
              categoryId,
              object.box(),
              object.areaPx(),
              false,
              object.polygons()));
    }
    return annotations;
  }
}
