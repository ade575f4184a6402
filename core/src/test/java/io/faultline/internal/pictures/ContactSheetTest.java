package io.faultline.internal.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.finetuning.RegionPreview;
import io.faultline.internal.finetuning.RegionPreview.Origin;
import io.faultline.internal.region.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
  private static final List<Category> CRACK = List.of(new Category(7, "crack"));

  @Property(tries = 100)
  void halfOfTheTilesAreObjectsWhereThereAreEnoughOfBoth(
      @ForAll @IntRange(min = 0, max = 200) int positives,
      @ForAll @IntRange(min = 0, max = 200) int negatives) {
    List<RegionPreview> step = step(positives, negatives);
    List<RegionPreview> shown = ContactSheet.shown(step);
    assertThat(shown).hasSize(Math.min(48, positives + negatives)).doesNotHaveDuplicates();
    long objects = shown.stream().filter(preview -> preview.region().positive()).count();
    assertThat(objects).isLessThanOrEqualTo(positives);
    if (positives >= 24 && negatives >= 24) {
      assertThat(objects).isEqualTo(24);
    }
    if (positives + negatives <= 48) {
      assertThat(shown).containsExactlyInAnyOrderElementsOf(step);
    }
    assertThat(shown.subList(0, (int) objects)).allMatch(preview -> preview.region().positive());
  }

  @Test
  void objectsAreOrangeBackgroundIsSlateAndMovedBoxesAreDashed() {
    Raster object = ContactSheet.draw(step(1, 0), CRACK);
    Raster background = ContactSheet.draw(step(0, 1), CRACK);
    RegionPreview moved =
        new RegionPreview(ContactSheetTest::grey, region(1, 0.7), Origin.MOVED_TRUTH, 1);
    Raster dashed = ContactSheet.draw(List.of(moved), CRACK);
    assertThat(count(object, 0xE69F00)).isGreaterThan(110);
    assertThat(count(background, 0xE69F00)).isZero();
    assertThat(count(background, 0x6E7B88)).isGreaterThan(110);
    assertThat(count(dashed, 0xE69F00)).isBetween(40, 90);
  }

  @Test
  void theCropFillsItsTileAndTheRegionIsOutlinedOnlyInsideContext() {
    Raster whole = ContactSheet.draw(step(1, 0), CRACK);
    Raster inContext =
        ContactSheet.draw(
            List.of(new RegionPreview(ContactSheetTest::grey, region(1, 1), Origin.TRUTH, 1.5)),
            CRACK);
    assertThat(greys(whole)).isEqualTo(112 * 112);
    assertThat(greys(inContext)).isBetween(112 * 112 - 4 * 75 * 5, 112 * 112 - 4 * 75 * 2);
  }

  @Test
  void namesThatCannotBeDrawnAndNoRegionsAreFine() {
    assertThat(ContactSheet.draw(List.of(), List.of()).width()).isGreaterThan(1000);
    assertThat(ContactSheet.draw(step(9, 9), List.of(new Category(1, "трещина"))).height())
        .isEqualTo(ContactSheet.draw(step(9, 9), List.of()).height());
    assertThat(ContactSheet.draw(step(1, 0), List.of(new Category(1, "x".repeat(90)))).width())
        .isEqualTo(ContactSheet.draw(step(1, 0), CRACK).width());
  }

  private static List<RegionPreview> step(int positives, int negatives) {
    List<RegionPreview> step = new ArrayList<>();
    for (int i = 0; i < positives + negatives; i++) {
      Region region =
          i < positives ? region(1, 0.6 + 0.001 * i) : region(Region.NEGATIVE, 0.001 * i);
      step.add(new RegionPreview(ContactSheetTest::grey, region, Origin.PROPOSAL, 1));
    }
    return step;
  }

  private static Region region(int label, double iou) {
    return new Region(new Box(0, 0, 1, 1), iou, label, false);
  }

  private static Raster grey() {
    byte[] rgb = new byte[3 * 64 * 64];
    Arrays.fill(rgb, (byte) 0x55);
    return Raster.of(64, 64, rgb);
  }

  private static int greys(Raster picture) {
    int found = 0;
    for (int y = 0; y < picture.height(); y++) {
      found += countRow(picture, y, 0x555555);
    }
    return found;
  }

  /** Pixels of a colour in the row of the upper edge of the first tile's frame. */
  private static int count(Raster picture, int rgb) {
    return countRow(picture, 143, rgb);
  }

  private static int countRow(Raster picture, int y, int rgb) {
    int found = 0;
    for (int x = 0; x < picture.width(); x++) {
      found += picture.pixel(x, y) == rgb ? 1 : 0;
    }
    return found;
  }
}
