package io.faultline.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

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
        RegionSampler.sample(photo(negatives, positives), count, fraction, new SplittableRandom(1));
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
      for (Region region : RegionSampler.sample(photo, 12, 0.25, random).regions()) {
        drawn[(int) region.box().width()]++;
      }
    }
    for (Region region : photo.regions()) {
      double share = drawn[(int) region.box().width()] / 20_000.0;
      assertThat(share).isCloseTo(region.positive() ? 0.3 : 0.45, within(0.02));
    }
  }

  @Test
  void refusesSettingsOutOfRange() {
    SplittableRandom random = new SplittableRandom(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegionSampler.sample(photo(1, 1), 0, 0.25, random));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegionSampler.sample(photo(1, 1), 4, Double.NaN, random));
  }
}
