package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.geometry.Box;
import io.faultline.image.ExifRule;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.coco.CocoReader;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.labels.yolo.YoloReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A photo of 96x48 pixels that its EXIF tag turns to 48x96, with labels drawn on one of the two.
 */
class UprightTest {
  private static final DatasetOptions UPRIGHT = DatasetOptions.DEFAULT.withExif(ExifRule.UPRIGHT);

  @TempDir Path folder;

  @BeforeEach
  void photo() throws IOException {
    Path photo = Path.of("src/test/resources/cases/files/jpeg/exif-6.jpg");
    Path here = Files.exists(photo) ? photo : Path.of("core").resolve(photo);
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    Files.copy(here, folder.resolve("images/p.jpg"));
  }

  @Test
  void cocoLabelsOfTheUprightPhotoAreRefusedUnlessItIsReadSo() throws IOException {
    Path file = coco(48, 96);
    assertThatThrownBy(() -> CocoReader.read(file, Optional.empty()))
        .hasMessageContaining("p.jpg turned upright")
        .hasMessageContaining("--upright");
    Dataset dataset = CocoReader.read(file, Optional.empty(), UPRIGHT).dataset();
    ImageRecord photo = dataset.images().get(0);
    assertThat(photo.heightPx()).isEqualTo(96);
    assertThat(photo.read().height()).isEqualTo(96);
    assertThat(photo.annotations().get(0).box()).isEqualTo(new Box(10, 60, 30, 90));
  }

  @Test
  void writtenCocoRemembersIt() throws IOException {
    Dataset dataset = CocoReader.read(coco(48, 96), Optional.empty(), UPRIGHT).dataset();
    Path again = folder.resolve("again.json");
    CocoWriter.write(dataset, again);
    assertThat(CocoReader.read(again, Optional.empty()).dataset()).isEqualTo(dataset);
  }

  @Test
  void yoloLabelsFitBothSoThatIsSaid() throws IOException {
    Files.writeString(folder.resolve("labels/p.txt"), "0 0.5 0.75 0.5 0.25\n");
    LoadedDataset stored = YoloReader.read(folder, Optional.empty(), Optional.empty());
    assertThat(stored.findings())
        .extracting(Finding::action)
        .containsExactly(Finding.Action.NOTICED);
    assertThat(stored.findings().get(0).line()).contains("EXIF orientation of", "--upright");
    assertThat(box(stored)).isEqualTo(new Box(24, 30, 72, 42));
    LoadedDataset upright = YoloReader.read(folder, Optional.empty(), Optional.empty(), UPRIGHT);
    assertThat(upright.findings()).isEmpty();
    assertThat(box(upright)).isEqualTo(new Box(12, 60, 36, 84));
    assertThat(upright.dataset().images().get(0).exif()).isEqualTo(ExifRule.UPRIGHT);
  }

  @Test
  void labelsThatLeaveTheStoredPhotoNameTheWayOut() throws IOException {
    Path file = coco(0, 0);
    assertThatThrownBy(() -> CocoReader.read(file, Optional.empty()))
        .hasMessageContaining("1 of 1 labels cannot be used")
        .hasMessageContaining("--upright");
    assertThat(CocoReader.read(file, Optional.empty(), UPRIGHT).dataset().objects()).isEqualTo(1);
  }

  @Test
  void aPhotoWithoutLabelsNeedsNoWord() throws IOException {
    Files.writeString(folder.resolve("labels/p.txt"), "");
    assertThat(YoloReader.read(folder, Optional.empty(), Optional.empty()).findings()).isEmpty();
  }

  private static Box box(LoadedDataset loaded) {
    List<Annotation> truth = loaded.dataset().images().get(0).annotations();
    return truth.get(0).box();
  }

  private Path coco(int width, int height) throws IOException {
    return Files.writeString(
        folder.resolve("annotations.json"),
        "{\"images\":[{\"id\":1,\"file_name\":\"images/p.jpg\",\"width\":"
            + width
            + ",\"height\":"
            + height
            + "}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
            + "\"bbox\":[10,60,20,30]}],\"categories\":[{\"id\":1,\"name\":\"crack\"}]}");
  }
}
