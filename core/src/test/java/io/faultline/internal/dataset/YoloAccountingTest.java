package io.faultline.internal.dataset;

import io.faultline.dataset.LoadedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class YoloAccountingTest extends AccountingContract {
  @Override
  Path photos(Path folder) {
    return folder.resolve("images");
  }

  @Override
  void writeLabels(Path folder, List<Photo> photos) throws IOException {
    Files.writeString(folder.resolve("data.yaml"), "names: [crack]\n");
    Files.createDirectories(folder.resolve("labels"));
    for (Photo photo : photos) {
      if (photo.labelFile()) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < photo.labels().size(); i++) {
          lines.append(line(photo.labels().get(i), 0.2 + 0.2 * i)).append('\n');
        }
        Files.writeString(folder.resolve("labels/" + photo.stem() + ".txt"), lines);
      }
    }
  }

  private static String line(Flaw flaw, double x) {
    return switch (flaw) {
      case NONE -> "0 " + x + " 0.5 0.1 0.5";
      case TEXT -> "crack here";
      case SHORT -> "0 " + x + " 0.5 0.1";
      case NEGATIVE -> "0 " + x + " 0.5 -0.1 0.5";
      case OUTSIDE -> "0 " + (x + 2) + " 0.5 0.1 0.5";
      case NOT_A_NUMBER -> "0 " + x + " nan 0.1 0.5";
    };
  }

  @Override
  LoadedDataset read(Path folder) {
    return DatasetReader.open(folder, Optional.empty(), Optional.empty());
  }

  @Override
  List<String> mentions(List<Photo> photos, Photo photo, int label) {
    return List.of(photo.stem() + ".txt", "line " + (label + 1) + ":");
  }
}
