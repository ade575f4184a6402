package io.faultline.internal.synthetic.varied;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.internal.provenance.RunSeed;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariedPhotosTest {
  private static final Set<Part> ALL_ON = EnumSet.noneOf(Part.class);
  private static final VariedPhotos PHOTOS = photos(192, 160, 0.3, ALL_ON);

  private static VariedPhotos photos(int width, int height, double clean, Set<Part> without) {
    return new VariedPhotos(
        new RunSeed(7), new VariedPhotos.Spec(width, height, clean, 2, without));
  }

  @Test
  void theSameSeedMakesTheSamePhotoInAnyOrder() {
    VariedPhoto later = photos(192, 160, 0.3, ALL_ON).photo(5, 1);
    VariedPhoto again = PHOTOS.photo(5, 1);
    assertThat(later.photo().toBytes()).isEqualTo(again.photo().toBytes());
    assertThat(later.cracks()).isEqualTo(again.cracks());
    assertThat(later.drawn()).isEqualTo(again.drawn());
    assertThat(PHOTOS.photo(6, 1).photo().toBytes()).isNotEqualTo(again.photo().toBytes());
  }

  @Test
  void boxesAreTightAroundTheirPiecesAndAllPixelsOfTheMaskBelongToOne() {
    int cracks = 0;
    for (int index = 0; index < 40; index++) {
      VariedPhoto made = PHOTOS.photo(index, 3);
      cracks += made.cracks().size();
      double area = 0;
      for (Annotation crack : made.cracks()) {
        assertThat(crack.categoryId()).isEqualTo(3);
        assertThat(crack.box()).isEqualTo(around(crack.polygons()));
        assertThat(crack.box().intersection(new Box(0, 0, 192, 160))).isEqualTo(crack.box().area());
        area += crack.area();
      }
      assertThat(made.mask().area()).isEqualTo((int) area);
    }
    assertThat(cracks).isBetween(20, 70);
  }

  private static Box around(List<Polygon> polygons) {
    double[] xy =
        polygons.stream().flatMapToDouble(polygon -> Arrays.stream(polygon.toArray())).toArray();
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    for (int i = 0; i < xy.length; i += 2) {
      left = Math.min(left, xy[i]);
      right = Math.max(right, xy[i]);
      top = Math.min(top, xy[i + 1]);
      bottom = Math.max(bottom, xy[i + 1]);
    }
    return new Box(left, top, right, bottom);
  }

  @Test
  void shortCracksMakeShorterBoxes() {
    assertThat(shortBoxes(ALL_ON)).isGreaterThan(shortBoxes(EnumSet.of(Part.SHORT)));
  }

  /** How many of the cracks of 60 photos are shorter than a third of the photo. */
  private static long shortBoxes(Set<Part> without) {
    VariedPhotos photos = photos(192, 160, 0, without);
    return LongStream.range(0, 60)
        .mapToObj(index -> photos.photo(index, 1))
        .flatMap(made -> made.cracks().stream())
        .filter(crack -> Math.max(crack.box().width(), crack.box().height()) < 192 / 3.0)
        .count();
  }

  @Test
  void photosThatAreToBeCleanHaveNoCrack() {
    VariedPhotos clean = photos(96, 96, 1, ALL_ON);
    for (int index = 0; index < 12; index++) {
      VariedPhoto made = clean.photo(index, 1);
      assertThat(made.cracks()).isEmpty();
      assertThat(made.mask().area()).isZero();
      assertThat(made.drawn()).doesNotContainKeys("crack-1", "broken", "wet");
    }
  }

  @Test
  void everyPartIsDrawnSometimes() {
    VariedPhotos small = photos(64, 64, 0, ALL_ON);
    Set<String> drawn = new HashSet<>();
    LongStream.range(0, 150).forEach(index -> drawn.addAll(small.photo(index, 1).drawn().keySet()));
    assertThat(drawn).contains(Arrays.stream(Part.values()).map(Part::word).toArray(String[]::new));
  }

  @ParameterizedTest
  @EnumSource
  void aPartThatIsSwitchedOffIsAbsent(Part part) {
    VariedPhotos without = photos(64, 64, 0, EnumSet.of(part));
    for (int index = 0; index < 15; index++) {
      assertThat(without.photo(index, 1).drawn()).doesNotContainKey(part.word());
    }
  }

  /** Parts that come after all others, or share nothing with them. */
  @ParameterizedTest
  @EnumSource(names = {"NOISE", "JPEG", "SHARPENING", "GRASS", "TWIGS", "SHADOWS"})
  void theOthersDrawTheSameWithoutIt(Part part) {
    VariedPhotos with = photos(64, 64, 0.3, ALL_ON);
    VariedPhotos without = photos(64, 64, 0.3, EnumSet.of(part));
    for (int index = 0; index < 15; index++) {
      Map<String, Map<String, Double>> others = new HashMap<>(with.photo(index, 1).drawn());
      others.remove(part.word());
      assertThat(without.photo(index, 1).drawn()).isEqualTo(others);
    }
  }

  @Test
  void anotherSurfaceTakesThePlaceOfOneThatIsOff() {
    for (int index = 0; index < 15; index++) {
      Set<String> drawn =
          photos(64, 64, 1, EnumSet.of(Part.ASPHALT)).photo(index, 1).drawn().keySet();
      assertThat(drawn).filteredOn(VariedPhotosTest::isSurface).hasSize(1);
    }
  }

  private static boolean isSurface(String word) {
    return Arrays.stream(Part.values())
        .anyMatch(part -> part.kind() == Part.Kind.SURFACE && part.word().equals(word));
  }

  @Test
  void withoutAnyPartCracksAreOnEvenGrey() {
    VariedPhotos bare = photos(128, 128, 0, EnumSet.allOf(Part.class));
    long labelled =
        LongStream.range(0, 20).filter(i -> !bare.photo(i, 1).cracks().isEmpty()).count();
    assertThat(labelled).isGreaterThan(12);
    assertThat(bare.photo(0, 1).drawn().keySet()).allMatch(name -> name.startsWith("crack-"));
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "64, 300", "333, 101", "700, 500"})
  void anySizeWorks(int width, int height) {
    for (int index = 0; index < 4; index++) {
      VariedPhoto made = photos(width, height, 0, ALL_ON).photo(index, 1);
      assertThat(made.photo().width()).isEqualTo(width);
      assertThat(made.mask().height()).isEqualTo(height);
    }
  }
}
