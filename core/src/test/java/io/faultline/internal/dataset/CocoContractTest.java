package io.faultline.internal.dataset;

import io.faultline.dataset.LoadedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class CocoContractTest extends AccountingContract {
  @Override
  Path photos(Path folder) {
    return folder;
  }

  @Override
  void writeLabels(Path folder, List<Photo> photos) throws IOException {
    List<String> images = new ArrayList<>();
    List<String> annotations = new ArrayList<>();
    for (Photo photo : photos) {
      images.add("{\"id\":%d,\"file_name\":\"%s.png\"}".formatted(images.size(), photo.stem()));
      for (int i = 0; i < photo.labels().size(); i++) {
        annotations.add(
            "{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"bbox\":%s}"
                .formatted(
                    id(photos, photo, i),
                    images.size() - 1,
                    box(photo.labels().get(i), 2 + 10 * i)));
      }
    }
    Files.writeString(
        folder.resolve("annotations.json"),
        "{\"images\":%s,\"annotations\":%s,\"categories\":[{\"id\":1,\"name\":\"crack\"}]}"
            .formatted(images, annotations));
  }

  private static int id(List<Photo> photos, Photo photo, int label) {
    return 1000 + 10 * photos.indexOf(photo) + label;
  }

  private static String box(Flaw flaw, int x) {
    return switch (flaw) {
      case NONE -> "[" + x + ",4,7,20]";
      case TEXT -> "\"wide\"";
      case SHORT -> "[" + x + ",4,7]";
      case NEGATIVE -> "[" + x + ",4,-7,20]";
      case OUTSIDE -> "[" + (x + 400) + ",4,7,20]";
      case NOT_A_NUMBER -> "[" + x + ",NaN,7,20]";
    };
  }

  @Override
  LoadedDataset read(Path folder) {
    return DatasetReader.open(folder, Optional.empty(), Optional.empty());
  }

  @Override
  List<String> mentions(List<Photo> photos, Photo photo, int label) {
    return List.of("annotation " + id(photos, photo, label) + ":");
  }
}
