package io.faultline.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.network.Architecture;
import io.faultline.network.Head;
import io.faultline.network.NetworkSpec;
import io.faultline.network.OptimizerOptions;
import io.faultline.network.RegionNetwork;
import io.faultline.network.Stage;
import io.faultline.provenance.RunSeed;
import io.faultline.region.LabelledRegions;
import io.faultline.region.Region;
import io.faultline.region.RegionSampler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuningTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 2, 1.5, Head.HIDDEN, 8, 1, true, 0);
  private static final Box DARK = new Box(0, 0, 24, 48);
  private static final Box BRIGHT = new Box(24, 0, 48, 48);

  @ParameterizedTest
  @EnumSource(Regime.class)
  void bothRegimesLearnToTellDarkFromBright(Regime regime) {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      FineTuning.Result result =
          FineTuning.run(
              network,
              photos(8, 0),
              photos(2, 100),
              options(regime),
              new RunSeed(1),
              Progress.NONE);
      EpochLog best = result.epochs().get(result.bestEpoch() - 1);
      assertThat(best.validationAccuracy()).isGreaterThan(0.9);
      assertThat(result.epochs())
          .extracting(EpochLog::validationLoss)
          .allSatisfy(loss -> assertThat(best.validationLoss()).isLessThanOrEqualTo(loss));
    }
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertThat(run(new RunSeed(1)))
        .isEqualTo(run(new RunSeed(1)))
        .isNotEqualTo(run(new RunSeed(9)));
  }

  private static List<EpochLog> run(RunSeed seed) {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      return FineTuning.run(
              network, photos(4, 0), photos(1, 100), options(Regime.SHARED), seed, Progress.NONE)
          .epochs();
    }
  }

  @Test
  void fewPhotosAreGoneThroughUntilAnEpochIsLongEnough() {
    FineTuneOptions usual = options(Regime.SHARED);
    FineTuneOptions longEpochs =
        new FineTuneOptions(
            Regime.SHARED,
            2,
            new FineTuneOptions.SharedOptions(2, 5, usual.shared().regions()),
            usual.warp(),
            usual.optimizer(),
            usual.schedule(),
            usual.patience(),
            usual.loss(),
            usual.augmentation());
    List<Long> steps = new ArrayList<>();
    Progress counting =
        new Progress() {
          @Override
          public void advance(long done) {
            steps.add(done);
          }
        };
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      FineTuning.run(network, photos(4, 0), List.of(), longEpochs, new RunSeed(1), counting);
    }
    // Two steps go through the four photos; three times that is the first multiple of five or more.
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void withoutAPositiveRegionThereIsNothingToLearn() {
    LabelledRegions background =
        new LabelledRegions(1, List.of(new Region(DARK, 0, Region.NEGATIVE, false)));
    List<TrainingPhoto> photos = List.of(new TrainingPhoto(() -> halves(0), background));
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      assertThatThrownBy(
              () ->
                  FineTuning.run(
                      network,
                      photos,
                      List.of(),
                      options(Regime.SHARED),
                      new RunSeed(1),
                      Progress.NONE))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("no training region holds an object");
    }
  }

  @Test
  void theLearningRateWarmsUpAndFallsToZero() {
    FineTuneOptions options = FineTuneOptions.DEFAULT;
    double base = options.optimizer().learningRate();
    assertThat(options.learningRate(0, 100)).isLessThan(base / 4);
    assertThat(options.learningRate(5, 100)).isEqualTo(base);
    assertThat(options.learningRate(99, 100)).isPositive().isLessThan(base / 100);
  }

  private static FineTuneOptions options(Regime regime) {
    FineTuneOptions usual = FineTuneOptions.DEFAULT;
    return new FineTuneOptions(
        regime,
        6,
        new FineTuneOptions.SharedOptions(2, 1, new RegionSampler.Options(4, 0.5, 0.6, 0)),
        new FineTuneOptions.WarpOptions(4, 16, 0.5, 32, 0),
        OptimizerOptions.adam(),
        FineTuneOptions.Schedule.CONSTANT,
        6,
        usual.loss(),
        new Augmentation(true, true, 0.1));
  }

  private static List<TrainingPhoto> photos(int count, int firstId) {
    List<TrainingPhoto> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int shade = 4 * i;
      photos.add(
          new TrainingPhoto(
              () -> halves(shade),
              new LabelledRegions(
                  firstId + i,
                  List.of(
                      new Region(DARK, 1, 1, true),
                      new Region(BRIGHT, 0, Region.NEGATIVE, false)))));
    }
    return photos;
  }

  /** 48x48: the left half dark, the right half bright. */
  private static Raster halves(int shade) {
    byte[] rgb = new byte[48 * 48 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3 % 48 < 24 ? 30 + shade : 180 + shade);
    }
    return Raster.of(48, 48, rgb);
  }
}
