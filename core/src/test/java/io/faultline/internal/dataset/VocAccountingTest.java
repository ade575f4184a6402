package io.faultline.internal.dataset;

import io.faultline.dataset.LoadedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class VocAccountingTest extends AccountingContract {
  @Override
  Path photos(Path folder) {
    return folder.resolve("JPEGImages");
  }

  @Override
  void writeLabels(Path folder, List<Photo> photos) throws IOException {
    Files.createDirectories(folder.resolve("Annotations"));
    for (Photo photo : photos) {
      if (photo.labelFile()) {
        StringBuilder xml =
            new StringBuilder("<annotation><filename>" + photo.stem() + ".png</filename>");
        for (int i = 0; i < photo.labels().size(); i++) {
          xml.append("<object><name>crack</name>")
              .append(box(photo.labels().get(i), 2 + 10 * i))
              .append("</object>");
        }
        Files.writeString(
            folder.resolve("Annotations/" + photo.stem() + ".xml"), xml.append("</annotation>"));
      }
    }
  }

  private static String box(Flaw flaw, int x) {
    return switch (flaw) {
      case NONE -> corners("" + x, "4", "" + (x + 7), "30");
      case TEXT -> "<bndbox>wide</bndbox>";
      case SHORT -> "";
      case NEGATIVE -> corners("" + (x + 7), "4", "" + x, "30");
      case OUTSIDE -> corners("" + (x + 400), "4", "" + (x + 407), "30");
      case NOT_A_NUMBER -> corners("" + x, "NaN", "" + (x + 7), "30");
    };
  }

  private static String corners(String x1, String y1, String x2, String y2) {
    return "<bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>"
        .formatted(x1, y1, x2, y2);
  }

  @Override
  LoadedDataset read(Path folder) {
    return DatasetReader.open(folder, Optional.empty(), Optional.empty());
  }

  @Override
  List<String> mentions(List<Photo> photos, Photo photo, int label) {
    return List.of(photo.stem() + ".xml", "object " + (label + 1) + ":");
  }
}
