package io.faultline.internal.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoJudgement;
import io.faultline.detection.Verdict;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotatedPhotoTest {
  private static final List<Category> CRACK = List.of(new Category(1, "crack"));

  @ParameterizedTest
  @CsvSource({"256,256,512,512", "480,320,960,640", "512,512,512,512", "1000,700,1000,700"})
  void smallPhotosAreEnlarged(int width, int height, int drawnWidth, int drawnHeight) {
    Raster drawn = AnnotatedPhoto.draw(grey(width, height), List.of(), List.of(), CRACK);
    assertThat(drawn.width()).isEqualTo(drawnWidth);
    assertThat(drawn.height()).isEqualTo(drawnHeight);
  }

  @Test
  void aPhotoWithoutBoxesStaysAsItIs() {
    byte[] noise = new byte[3 * 600 * 520];
    new java.util.Random(1).nextBytes(noise);
    Raster photo = Raster.of(600, 520, noise);
    assertThat(AnnotatedPhoto.draw(photo, List.of(), List.of(), CRACK).toBytes()).isEqualTo(noise);
  }

  @Test
  void detectionsAreOrangeAndTruthIsDashedBlue() {
    Raster photo = grey(600, 600);
    Box box = new Box(100, 100, 500, 500);
    Raster found =
        AnnotatedPhoto.draw(photo, List.of(), List.of(new Detection(1, box, 0.9)), CRACK);
    assertThat(found.pixel(300, 500)).isEqualTo(0xE69F00);
    assertThat(found.pixel(300, 300)).isEqualTo(0x808080);

    Raster truth = AnnotatedPhoto.draw(photo, List.of(Annotation.of(1, 1, box)), List.of(), CRACK);
    int blue = 0;
    for (int x = 110; x < 490; x++) {
      blue += truth.pixel(x, 500) == 0x56B4E9 ? 1 : 0;
    }
    assertThat(blue).isBetween(150, 300);
  }

  @ParameterizedTest
  @CsvSource({"CLEAN, 0x009E73", "REVIEW, 0xF0E442", "CRACK, 0xE69F00"})
  void theVerdictStandsInTheUpperLeftCorner(Verdict verdict, String colour) {
    PhotoJudgement judgement = new PhotoJudgement(verdict, 1, List.of(), List.of());
    Raster drawn = AnnotatedPhoto.draw(grey(600, 600), judgement, CRACK);
    int labelled = 0;
    for (int x = 0; x < 600; x++) {
      for (int y = 0; y < 600; y++) {
        boolean changed = drawn.pixel(x, y) != 0x808080;
        assertThat(changed && (x > 200 || y > 50)).isFalse();
        labelled += drawn.pixel(x, y) == Integer.decode(colour) ? 1 : 0;
      }
    }
    assertThat(labelled).isGreaterThan(300);
  }

  @Test
  void theLabelSaysTheScore() {
    Raster photo = grey(600, 600);
    Box box = new Box(100, 100, 500, 500);
    byte[] high =
        AnnotatedPhoto.draw(photo, List.of(), List.of(new Detection(1, box, 0.9)), CRACK).toBytes();
    byte[] low =
        AnnotatedPhoto.draw(photo, List.of(), List.of(new Detection(1, box, 0.1)), CRACK).toBytes();
    assertThat(Arrays.equals(high, low)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4000", "4000,3", "3,3"})
  void anySizeIsSafe(int width, int height) {
    Box all = new Box(-5, -5, width + 5, height + 5);
    Raster drawn =
        AnnotatedPhoto.draw(
            grey(width, height),
            List.of(Annotation.of(1, 1, all)),
            List.of(new Detection(1, all, 0.5), new Detection(9, all.shift(9000, 0), 0.4)),
            List.of(new Category(1, "трещина"), new Category(2, "x".repeat(500))));
    assertThat(drawn.width()).isGreaterThanOrEqualTo(width);
  }

  @Property
  void labelsStayInsideAndApartWhereThereIsRoom(
      @ForAll @IntRange(min = -50, max = 650) int x,
      @ForAll @IntRange(min = -50, max = 450) int y,
      @ForAll @IntRange(min = 0, max = 700) int width,
      @ForAll @IntRange(min = 0, max = 500) int height) {
    LabelLayout layout = new LabelLayout(600, 400);
    Rectangle box = new Rectangle(x, y, width, height);
    Rectangle first = layout.place(box, 80, 20).orElseThrow();
    Rectangle second = layout.place(box, 80, 20).orElseThrow();
    assertThat(new Rectangle(600, 400).contains(first)).isTrue();
    assertThat(new Rectangle(600, 400).contains(second)).isTrue();
    boolean boxIsSeen = box.x >= 0 && box.y >= 20 && x + width <= 600 && y + height <= 380;
    if (boxIsSeen) {
      assertThat(first.intersects(second)).isFalse();
    }
  }

  @Test
  void aLabelLargerThanThePictureHasNoPlace() {
    assertThat(new LabelLayout(50, 50).place(new Rectangle(0, 0, 9, 9), 51, 10)).isEmpty();
    assertThat(new LabelLayout(50, 50).place(new Rectangle(0, 0, 9, 9), 10, 51)).isEmpty();
  }

  @Test
  void theFontDrawsWhatNamesAreMadeOf() {
    String printable =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:-_/()+#%'";
    assertThat(StrokeFont.canDraw(printable)).isTrue();
    assertThat(StrokeFont.canDraw("fissuré, Brüche")).isTrue();
    assertThat(StrokeFont.canDraw("трещина")).isFalse();
    assertThat(StrokeFont.width("mm", 12)).isGreaterThan(StrokeFont.width("ii", 12));
  }

  private static Raster grey(int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 0x80);
    return Raster.of(width, height, rgb);
  }

  @Test
  void hugePhotosAreDrawnReduced() {
    assertThat(AnnotatedPhoto.reduction(8000, 4000)).isEqualTo(1);
    assertThat(AnnotatedPhoto.reduction(8001, 4000)).isEqualTo(2);
    assertThat(AnnotatedPhoto.reduction(12_000, 8500)).isEqualTo(4);
    assertThat(AnnotatedPhoto.reduction(40_000_000, 1)).isEqualTo(1);
    Raster photo = Raster.of(9, 4, new byte[9 * 4 * 3]);
    assertThat(Pictures.reduced(photo, 2).getWidth()).isEqualTo(4);
    byte[] rgb = {10, 0, 0, 20, 0, 0, 1, 1, 1, 30, 0, 0, 40, 4, 8, 1, 1, 1};
    assertThat(Pictures.reduced(Raster.of(3, 2, rgb), 2).getRGB(0, 0) & 0xFFFFFF)
        .isEqualTo(25 << 16 | 1 << 8 | 2);
  }
}
