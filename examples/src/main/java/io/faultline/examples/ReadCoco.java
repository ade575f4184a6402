package io.faultline.examples;

import io.faultline.Faultline;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import java.io.PrintStream;
import java.nio.file.Path;

/** Reads a COCO file (or a YOLO or Pascal VOC folder) and prints what is in it. */
public final class ReadCoco {
  private ReadCoco() {}

  /**
   * The program.
   *
   * @param arguments the COCO file
   */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), System.out);
  }

  static void run(Path data, PrintStream out) {
    LoadedDataset loaded = Faultline.create().read(data);
    Dataset dataset = loaded.dataset();
    out.println(dataset.images().size() + " photos, " + dataset.objects() + " objects");
    for (Category category : dataset.categories()) {
      double area = 0;
      int count = 0;
      for (ImageRecord image : dataset.images()) {
        for (Annotation object : image.annotations()) {
          if (object.categoryId() == category.id()) {
            count++;
            area += object.box().area() / ((double) image.widthPx() * image.heightPx());
          }
        }
      }
      out.printf(
          java.util.Locale.ROOT,
          "%s: %d, on average %.1f %% of the photo%n",
          category.name(),
          count,
          100 * area / Math.max(1, count));
    }
    for (Finding finding : loaded.findings()) {
      out.println(finding.line());
    }
  }
}
