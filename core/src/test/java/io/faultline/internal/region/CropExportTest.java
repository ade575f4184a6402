package io.faultline.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.reading.ImageReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropExportTest {
  @TempDir Path folder;

  private static ImageRecord image(long id, String name) {
    return new ImageRecord(id, name, Path.of(name), 20, 20, List.of());
  }

  private static Dataset dataset(ImageRecord... images) {
    return new Dataset(List.of(new Category(1, "crack")), List.of(images));
  }

  /** Red on the left half, blue on the right. */
  private static Raster redAndBlue() {
    byte[] rgb = new byte[20 * 20 * 3];
    for (int i = 0; i < 400; i++) {
      rgb[3 * i + (i % 20 < 10 ? 0 : 2)] = (byte) 255;
    }
    return Raster.of(20, 20, rgb);
  }

  @Test
  void writesEveryRegionInRgbUnderItsName() {
    CropExport export =
        new CropExport(
            folder.resolve("crops"),
            dataset(image(1, "site/wall.jpg")),
            new CropExport.Options(32, 0, "png"));
    LabelledRegions regions =
        new LabelledRegions(
            1,
            List.of(
                new Region(Box.ofSize(0, 0, 8, 8), 1, 1, true),
                new Region(Box.ofSize(12, 2, 8, 4), 0.568, 1, false),
                new Region(Box.ofSize(11, 11, 4, 4), 0, 0, false)));
    List<Path> files = export.write(redAndBlue(), regions);
    assertThat(files)
        .extracting(file -> folder.relativize(file).toString().replace('\\', '/'))
        .containsExactly(
            "crops/wall.0.1_0.1.png", "crops/wall.1.0_57.1.png", "crops/wall.2.0_0.0.png");
    Raster truth = ImageReader.read(files.get(0));
    assertThat(truth.width()).isEqualTo(32);
    assertThat(truth.height()).isEqualTo(32);
    assertThat(truth.pixel(16, 16)).isEqualTo(0xFF0000);
    assertThat(ImageReader.read(files.get(1)).pixel(16, 16)).isEqualTo(0x0000FF);
  }

  @Test
  void photosOfOneNameAreToldApart() {
    CropExport export =
        new CropExport(
            folder,
            dataset(
                image(9, "b/wall.jpg"),
                image(3, "a/wall.png"),
                image(5, "a.b.jpg"),
                image(6, "wall-9.jpg")),
            CropExport.Options.DEFAULT);
    assertThat(name(export, 3)).isEqualTo("wall.0.0_3.0.jpg");
    assertThat(name(export, 6)).isEqualTo("wall-9.0.0_3.0.jpg");
    assertThat(name(export, 9)).isEqualTo("wall-9-1.0.0_3.0.jpg");
    assertThat(name(export, 5)).isEqualTo("a.b.0.0_3.0.jpg");
  }

  @Test
  void namesThatNoFileCanHaveAreChanged() {
    String accents = "é".repeat(150);
    CropExport export =
        new CropExport(
            folder,
            dataset(
                image(1, "Wall.jpg"),
                image(2, "wall.JPG"),
                image(3, ".jpg"),
                image(4, accents + ".jpg"),
                image(5, accents + "e.jpg"),
                image(6, "a\\b\\c.d")),
            CropExport.Options.DEFAULT);
    assertThat(name(export, 1)).isEqualTo("Wall.0.0_3.0.jpg");
    assertThat(name(export, 2)).isEqualTo("wall-2.0.0_3.0.jpg");
    assertThat(name(export, 3)).isEqualTo("photo.jpg.0.0_3.0.jpg");
    assertThat(name(export, 4)).isEqualTo("é".repeat(100) + ".0.0_3.0.jpg");
    assertThat(name(export, 5)).isEqualTo("é".repeat(100) + "-5.0.0_3.0.jpg");
    assertThat(name(export, 6)).isEqualTo("c.0.0_3.0.jpg");
  }

  private static String name(CropExport export, long id) {
    return export.names(new LabelledRegions(id, List.of(Regions.negative(0.3, 4)))).get(0).format();
  }

  @Test
  void refusesUnknownPhotosAndFormats() {
    CropExport export = new CropExport(folder, dataset(), CropExport.Options.DEFAULT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> export.names(new LabelledRegions(1, List.of())));
    assertThatIllegalArgumentException().isThrownBy(() -> new CropExport.Options(224, 0, "gif"));
    assertThatIllegalArgumentException().isThrownBy(() -> new CropExport.Options(32, 16, "png"));
  }
}
