package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four photos, each with 10 positive and 40 negative regions. */
class RegionDrawTest {
  private static final RunSeed SEED = new RunSeed(5);

  /** Photo by photo, every region of these small photos is drawn. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PER_PHOTO")
  void aPassDependsOnItsNumberAlone(SamplerOptions.Kind kind) {
    RegionDraw draw = draw(new SamplerOptions(kind, List.of(1.0, 2.0), 0.25, 0));
    assertThat(draw.pass(3)).isEqualTo(draw.pass(3)).isNotEqualTo(draw.pass(4));
    assertThat(draw.pass(3)).hasSameSizeAs(draw.pass(4));
  }

  @Test
  void shufflingTakesEveryRegionOnce() {
    List<RegionDraw.Drawn> drawn = draw(options(SamplerOptions.Kind.SHUFFLE, 0)).pass(0);
    assertThat(drawn).hasSize(200);
    assertThat(new HashSet<>(drawn)).hasSize(200);
    assertThat(positives(drawn)).isEqualTo(0.2);
  }

  @Test
  void weightsWithReplacementChangeTheMix() {
    List<RegionDraw.Drawn> drawn = draw(options(SamplerOptions.Kind.WEIGHTED, 5000)).pass(0);
    assertThat(drawn).hasSize(5000);
    assertThat(positives(drawn)).isCloseTo(2.0 * 40 / (2 * 40 + 160), within(0.03));
  }

  @Test
  void weightsWithoutReplacementChangeNothingButTheOrderWhereAllAreDrawn() {
    List<RegionDraw.Drawn> drawn = draw(options(SamplerOptions.Kind.WEIGHTED_ONCE, 0)).pass(0);
    assertThat(new HashSet<>(drawn)).hasSize(200);
    assertThat(positives(drawn.subList(0, 60))).isGreaterThan(0.2);
  }

  @Test
  void weightsWithoutReplacementChangeTheMixOfAPart() {
    List<RegionDraw.Drawn> drawn = draw(options(SamplerOptions.Kind.WEIGHTED_ONCE, 60)).pass(0);
    assertThat(drawn).hasSize(60);
    assertThat(positives(drawn)).isBetween(0.22, 0.5);
  }

  @Test
  void moreThanThereIsCannotBeDrawnOnce() {
    assertThat(draw(options(SamplerOptions.Kind.WEIGHTED_ONCE, 1000)).pass(0)).hasSize(200);
  }

  @Test
  void fixedPositivesAreInEveryBatch() {
    List<RegionDraw.Drawn> drawn = draw(options(SamplerOptions.Kind.FIXED_POSITIVES, 0)).pass(0);
    for (int from = 0; from < drawn.size(); from += 20) {
      assertThat(positives(drawn.subList(from, from + 20))).isEqualTo(0.25);
    }
  }

  @Test
  void noMoreAreDrawnThanTheRegimeBears() {
    RegionDraw draw =
        RegionDraw.of(photos(), tuning(options(SamplerOptions.Kind.SHUFFLE, 0)), 20, 70, "t", SEED);
    assertThat(draw.pass(0)).hasSize(70);
  }

  @Test
  void classesWithoutAWeightOfTheirOwnWeighAsMuchAsTheLast() {
    SamplerOptions options =
        new SamplerOptions(SamplerOptions.Kind.WEIGHTED, List.of(0.0, 1.0), 0.25, 100);
    List<RegionDraw.Drawn> drawn = draw(options).pass(0);
    assertThat(drawn).extracting(one -> one.region().label()).contains(1, 2).doesNotContain(0);
  }

  private static RegionDraw draw(SamplerOptions options) {
    return RegionDraw.of(photos(), tuning(options), 20, Integer.MAX_VALUE, "t", SEED);
  }

  private static SamplerOptions options(SamplerOptions.Kind kind, int perEpoch) {
    return new SamplerOptions(kind, List.of(1.0, 2.0), 0.25, perEpoch);
  }

  private static FineTuneOptions tuning(SamplerOptions options) {
    return FineTuneOptions.DEFAULT.withSampler(options);
  }

  private static double positives(List<RegionDraw.Drawn> drawn) {
    return (double) drawn.stream().filter(one -> one.region().positive()).count() / drawn.size();
  }

  private static List<TrainingPhoto> photos() {
    List<TrainingPhoto> photos = new ArrayList<>();
    Raster raster = Raster.of(8, 8, new byte[192]);
    for (int photo = 0; photo < 4; photo++) {
      List<Region> regions = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int label = i < 10 ? 1 + photo % 2 : Region.NEGATIVE;
        regions.add(new Region(new Box(0, 0, 1 + i, 1), label > 0 ? 0.8 : 0.01 * i, label, false));
      }
      photos.add(new TrainingPhoto(() -> raster, new LabelledRegions(photo, regions)));
    }
    return photos;
  }

  @Test
  void photosOfCropsAloneHaveNoTruthBoxesToMoveAndNoPixels() {
    LabelledRegions truth =
        new LabelledRegions(1, List.of(new Region(Box.ofSize(0, 0, 1, 1), 1, 1, true)));
    TrainingPhoto.Crops none = (box, side, padding) -> Raster.of(1, 1, new byte[3]);
    assertThatIllegalArgumentException().isThrownBy(() -> TrainingPhoto.ofCrops(truth, none));
    TrainingPhoto photo = TrainingPhoto.ofCrops(new LabelledRegions(1, List.of()), none);
    assertThat(photo.objects()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> photo.raster().get());
  }
}
