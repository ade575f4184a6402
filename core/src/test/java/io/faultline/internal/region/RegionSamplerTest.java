package io.faultline.internal.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RegionSamplerTest {
  /** Regions told apart by their sides, which ascend. */
  private static LabelledRegions photo(int negatives, int positives) {
    List<Region> regions = new ArrayList<>();
    for (int label : Regions.labels(negatives, positives)) {
      int side = regions.size() + 1;
      regions.add(label > 0 ? Regions.positive(0.8, side) : Regions.negative(0.1, side));
    }
    return new LabelledRegions(4, regions);
  }

  @Property(tries = 200)
  void drawsWhatTheRuleSays(
      @ForAll @IntRange(max = 60) int negatives,
      @ForAll @IntRange(max = 60) int positives,
      @ForAll @IntRange(min = 1, max = 80) int count,
      @ForAll @DoubleRange(min = 0, max = 1) double fraction) {
    LabelledRegions sample =
        RegionSampler.sample(
            photo(negatives, positives),
            new RegionSampler.Options(count, fraction, 1, 0),
            new SplittableRandom(1));
    long drawn = sample.regions().stream().filter(Region::positive).count();
    assertThat(sample.imageId()).isEqualTo(4);
    assertThat(drawn).isEqualTo(Math.min(positives, (long) Math.floor(count * fraction)));
    assertThat(sample.regions().size() - drawn).isEqualTo(Math.min(negatives, count - drawn));
    assertThat(sample.regions())
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.comparingDouble(region -> region.box().area()));
  }

  @Test
  void everyRegionIsEquallyLikely() {
    LabelledRegions photo = photo(20, 10);
    int[] drawn = new int[31];
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      RegionSampler.Options options = new RegionSampler.Options(12, 0.25, 1, 0);
      for (Region region : RegionSampler.sample(photo, options, random).regions()) {
        drawn[(int) region.box().width()]++;
      }
    }
    for (Region region : photo.regions()) {
      double share = drawn[(int) region.box().width()] / 20_000.0;
      assertThat(share).isCloseTo(region.positive() ? 0.3 : 0.45, within(0.02));
    }
  }

  @Property(tries = 200)
  void nearMissesTakeTheirShareOfTheNegatives(
      @ForAll @IntRange(max = 40) int near,
      @ForAll @IntRange(max = 40) int far,
      @ForAll @IntRange(min = 1, max = 60) int count,
      @ForAll @DoubleRange(min = 0.01, max = 1) double fraction) {
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < near + far; i++) {
      regions.add(Regions.negative(i < near ? 0.3 : 0.05, i + 1));
    }
    List<Region> drawn =
        RegionSampler.sample(
                new LabelledRegions(4, regions),
                new RegionSampler.Options(count, 0.25, 1, fraction),
                new SplittableRandom(1))
            .regions();
    int all = Math.min(count, near + far);
    long wanted = Math.min(near, Math.round(all * fraction));
    assertThat(drawn).hasSize(all).doesNotHaveDuplicates();
    assertThat(drawn.stream().filter(region -> region.iou() == 0.3).count())
        .isEqualTo(Math.max(wanted, all - far));
  }

  @Property(tries = 100)
  void movedTruthBoxesFillTheShareOfPositives(
      @ForAll @IntRange(max = 20) int positives,
      @ForAll @DoubleRange(min = 0.3, max = 0.99) double leastIou,
      @ForAll long seed) {
    List<Region> regions = new ArrayList<>();
    Region left = new Region(new Box(10, 10, 14, 90), 1, 1, true, 0);
    Region right = new Region(new Box(12, 10, 52, 30), 1, 2, true, 1);
    regions.add(left);
    regions.add(right);
    for (int i = 0; i < positives + 50; i++) {
      regions.add(i < positives ? Regions.positive(0.8, i + 1) : Regions.negative(0.1, i + 1));
    }
    List<Region> drawn =
        RegionSampler.sample(
                new LabelledRegions(4, regions),
                new RegionSampler.Options(32, 0.5, leastIou, 0),
                new SplittableRandom(seed))
            .regions();
    assertThat(drawn).hasSize(32);
    assertThat(drawn.stream().filter(Region::positive).count()).isEqualTo(16);
    for (Region region : drawn.subList(Math.min(16, positives + 2) + 16, 32)) {
      double first = region.box().iou(left.box());
      double second = region.box().iou(right.box());
      assertThat(region.iou()).isEqualTo(Math.max(first, second)).isGreaterThanOrEqualTo(leastIou);
      assertThat(region.label()).isEqualTo(first > second ? 1 : 2);
      assertThat(region.object()).isEqualTo(first > second ? 0 : 1);
    }
  }

  @Test
  void aPhotoWithoutTruthBoxesGetsNegativesInstead() {
    List<Region> drawn =
        RegionSampler.sample(
                photo(60, 3), new RegionSampler.Options(32, 0.5, 0.6, 0), new SplittableRandom(1))
            .regions();
    assertThat(drawn).hasSize(32);
    assertThat(drawn.stream().filter(Region::positive).count()).isEqualTo(3);
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionSampler.Options(0, 0.25, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegionSampler.Options(4, Double.NaN, 1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegionSampler.Options(4, 0.25, 1, 1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new RegionSampler.Options(4, 0.25, 0, 0));
  }
}
