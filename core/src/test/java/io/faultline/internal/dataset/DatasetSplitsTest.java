package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.DatasetOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetSplitsTest {
  @TempDir private Path folder;

  @Test
  void oneDatasetIsOnePartWithoutAName() throws IOException {
    coco("annotations.json", "a.png", "b.png");
    assertThat(parts()).isEqualTo(": a.png b.png");
  }

  @Test
  void cocoFilesOfOneFolderAreParts() throws IOException {
    coco("test.json", "c.png");
    coco("train.json", "a.png", "b.png");
    coco("val.json", "b.png");
    assertThat(parts()).isEqualTo("train: a.png b.png, val: b.png, test: c.png");
  }

  @Test
  void cocoFilesOfSplitFoldersAreParts() throws IOException {
    coco("train/_annotations.coco.json", "a.png");
    coco("valid/_annotations.coco.json", "b.png");
    assertThat(parts()).isEqualTo("train: a.png, valid: b.png");
  }

  @Test
  void yoloFoldersAreParts() throws IOException {
    yolo("train", "a");
    yolo("valid", "b");
    assertThat(parts()).isEqualTo("train: train/images/a.png, val: valid/images/b.png");
    yolo("extra", "c");
    assertThat(parts())
        .isEqualTo(
            "train: train/images/a.png, val: valid/images/b.png, others: extra/images/c.png");
  }

  @Test
  void vocListsArePartsAndAPhotoMayBeInTwo() throws IOException {
    for (String name : new String[] {"a", "b", "c"}) {
      photo("JPEGImages/" + name + ".png");
      write(
          "Annotations/" + name + ".xml",
          "<annotation><filename>"
              + name
              + ".png</filename><object><name>crack</name><bndbox><xmin>2</xmin><ymin>2</ymin>"
              + "<xmax>9</xmax><ymax>9</ymax></bndbox></object></annotation>");
    }
    write("ImageSets/Main/train.txt", "a\nb\n");
    assertThat(parts()).isEqualTo(": a.png b.png c.png");
    write("ImageSets/Main/test.txt", "b\nc\n");
    assertThat(parts()).isEqualTo("train: a.png b.png, test: b.png c.png");
  }

  @Test
  void nothingIsAFault() {
    assertThatThrownBy(this::parts)
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("holds no dataset");
  }

  private String parts() {
    return DatasetSplits.open(folder, Optional.empty(), DatasetOptions.DEFAULT).parts().stream()
        .map(
            part ->
                part.name()
                    + ": "
                    + part.dataset().images().stream()
                        .map(ImageRecord::fileName)
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining(", "));
  }

  private void coco(String file, String... names) throws IOException {
    StringBuilder images = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      Path place = Path.of(file).resolveSibling(names[i]);
      photo(place.toString());
      images.append(i == 0 ? "" : ",");
      images.append("{\"id\":" + i + ",\"file_name\":\"" + names[i] + "\"}");
      labels.append(i == 0 ? "" : ",");
      labels.append(
          "{\"id\":" + i + ",\"image_id\":" + i + ",\"category_id\":1,\"bbox\":[1,1,8,8]}");
    }
    write(
        file,
        "{\"images\":["
            + images
            + "],\"annotations\":["
            + labels
            + "],\"categories\":[{\"id\":1,\"name\":\"crack\"}]}");
  }

  private void yolo(String split, String name) throws IOException {
    photo(split + "/images/" + name + ".png");
    write(split + "/labels/" + name + ".txt", "0 0.5 0.5 0.4 0.4\n");
  }

  private void photo(String name) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    byte[] grey = new byte[20 * 20 * 3];
    Arrays.fill(grey, (byte) name.hashCode());
    ImageWriter.write(folder.resolve(name), Raster.of(20, 20, grey));
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }
}
