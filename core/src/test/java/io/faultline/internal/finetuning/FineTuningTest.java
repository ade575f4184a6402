package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.faultline.FaultlineException;
import io.faultline.Progress;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelledRegions;
import io.faultline.internal.region.Region;
import io.faultline.internal.region.RegionSampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FineTuningTest {
  private static final NetworkSpec SPEC =
      new NetworkSpec(Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, true, 0);
  @TempDir private Path folder;

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
              FineTuning.Host.of(Progress.NONE));
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

  /** Nothing is learnt here, so that only what is measured could differ. */
  @ParameterizedTest
  @EnumSource(Regime.class)
  void theSamplerDoesNotChangeWhatHeldOutPhotosMeasure(Regime regime) {
    List<Double> losses = new ArrayList<>();
    for (SamplerOptions.Kind kind :
        List.of(
            SamplerOptions.Kind.SHUFFLE,
            SamplerOptions.Kind.WEIGHTED,
            SamplerOptions.Kind.WEIGHTED_ONCE,
            SamplerOptions.Kind.FIXED_POSITIVES)) {
      SamplerOptions sampler = new SamplerOptions(kind, List.of(1.0, 9.0), 0.75, 0);
      FineTuneOptions usual = options(regime).withSampler(sampler);
      FineTuneOptions still =
          new FineTuneOptions(
              regime,
              1,
              1,
              usual.hours(),
              1,
              sampler,
              usual.shared(),
              new FineTuneOptions.WarpOptions(8, 5000, 32, 0),
              new OptimizerOptions(OptimizerOptions.Kind.SGD, 1e-30, 0, 0, false),
              usual.schedule(),
              usual.loss(),
              usual.augmentation());
      NetworkSpec fixed =
          new NetworkSpec(
              Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
      try (RegionNetwork network = RegionNetwork.untrained(fixed, new RunSeed(2))) {
        FineTuning.Result result =
            FineTuning.run(
                network,
                photos(3, 0),
                photos(3, 100),
                still,
                new RunSeed(1),
                FineTuning.Host.of(Progress.NONE));
        losses.add(result.epochs().get(0).validationLoss());
      }
    }
    assertThat(losses).allSatisfy(loss -> assertThat(loss).isCloseTo(losses.get(0), within(1e-6)));
  }

  private static List<EpochLog> run(RunSeed seed) {
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      return FineTuning.run(
              network,
              photos(4, 0),
              photos(1, 100),
              options(Regime.SHARED),
              seed,
              FineTuning.Host.of(Progress.NONE))
          .epochs();
    }
  }

  @ParameterizedTest
  @CsvSource({"SHARED, true", "SHARED, false", "WARP, true", "WARP, false"})
  void aRunThatWasStoppedGoesOnAsIfItHadNotBeen(Regime regime, boolean average) throws IOException {
    Fingerprint key = Fingerprint.builder().add("this run").build();
    Optional<FineTuning.CheckpointFile> place =
        Optional.of(new FineTuning.CheckpointFile(folder.resolve("checkpoint"), key));
    try (RegionNetwork straight = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      FineTuning.Result whole =
          run(straight, regime, average, host(Optional.empty(), epochs -> {}));
      for (int epoch = 1; epoch <= 6; epoch++) { // After the last one only the end is missing.
        int last = epoch;
        FineTuning.Host stopping = host(place, epochs -> stopAfter(last, epochs));
        try (RegionNetwork stopped = RegionNetwork.untrained(SPEC, new RunSeed(2));
            RegionNetwork goingOn = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
          assertThatThrownBy(() -> run(stopped, regime, average, stopping)).hasMessage("stopped");
          FineTuning.Result rest = run(goingOn, regime, average, host(place, epochs -> {}));
          assertThat(rest).isEqualTo(whole);
          for (int i = 0; i < straight.snapshot().tensors().size(); i++) {
            assertThat(goingOn.snapshot().tensors().get(i).values())
                .as("stopped after epoch %d", epoch)
                .isEqualTo(straight.snapshot().tensors().get(i).values());
          }
          Files.delete(folder.resolve("checkpoint"));
        }
      }
    }
  }

  @Test
  void aCheckpointOfAnotherRunIsLeftAlone() {
    Path file = folder.resolve("checkpoint");
    for (String name : List.of("one", "another")) {
      Fingerprint key = Fingerprint.builder().add(name).build();
      List<String> notes = new ArrayList<>();
      Progress hearing =
          new Progress() {
            @Override
            public void note(String line) {
              notes.add(line);
            }
          };
      try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
        FineTuning.Result result =
            run(
                network,
                Regime.SHARED,
                new FineTuning.Host(
                    hearing,
                    1,
                    Runnable::run,
                    () -> 0,
                    Optional.of(new FineTuning.CheckpointFile(file, key)),
                    seen -> {},
                    epochs -> {}));
        assertThat(result.epochs()).hasSize(6);
      }
      assertThat(notes.stream().anyMatch(note -> note.startsWith("starting from the first epoch")))
          .isEqualTo(name.equals("another"));
    }
  }

  @Test
  void aDamagedCheckpointIsAnErrorThatNamesTheFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("checkpoint"), "not tensors at all, not in the least");
    Fingerprint key = Fingerprint.builder().build();
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      FineTuning.Host host =
          host(Optional.of(new FineTuning.CheckpointFile(file, key)), epochs -> {});
      assertThatThrownBy(() -> run(network, Regime.SHARED, host))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining(file.toString());
    }
  }

  /** An hour passes with every look at the clock. */
  @Test
  void noEpochBeginsThatWouldEndTooLate() {
    long[] hour = {0};
    FineTuneOptions usual = options(Regime.SHARED);
    FineTuneOptions limited =
        new FineTuneOptions(
            usual.regime(),
            50,
            50,
            Optional.of(100.0),
            usual.accumulate(),
            usual.sampler(),
            usual.shared(),
            usual.warp(),
            usual.optimizer(),
            new ScheduleOptions(ScheduleOptions.Kind.COSINE, 0.05, 5, 0.1),
            usual.loss(),
            usual.augmentation());
    FineTuning.Host host =
        new FineTuning.Host(
            Progress.NONE,
            1,
            Runnable::run,
            () -> 3_600_000_000_000L * hour[0]++,
            Optional.empty(),
            seen -> {},
            epochs -> {});
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      List<EpochLog> epochs =
          FineTuning.run(network, photos(8, 0), List.of(), limited, new RunSeed(1), host).epochs();
      // Four steps, the log and the look before the next: six hours each.
      assertThat(epochs).hasSizeBetween(14, 17);
      double last = epochs.get(epochs.size() - 1).learningRate();
      assertThat(last).isLessThan(0.05 * usual.optimizer().learningRate());
    }
  }

  @ParameterizedTest
  @EnumSource(Regime.class)
  void batchesWhoseGradientsAddUpMakeTheStepOfOneLargeBatch(Regime regime) {
    List<float[]> outputs = new ArrayList<>();
    for (int accumulate : new int[] {1, 2}) {
      FineTuneOptions usual = options(regime);
      FineTuneOptions options =
          new FineTuneOptions(
              regime,
              1,
              1,
              usual.hours(),
              accumulate,
              usual.sampler(),
              new FineTuneOptions.SharedOptions(4 / accumulate, 1, usual.shared().regions()),
              new FineTuneOptions.WarpOptions(8 / accumulate, 16, 32, 0),
              new OptimizerOptions(OptimizerOptions.Kind.SGD, 0.01, 0.9, 0, false),
              usual.schedule(),
              usual.loss(),
              usual.augmentation());
      NetworkSpec fixedNorm =
          new NetworkSpec(
              Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
      try (RegionNetwork network = RegionNetwork.untrained(fixedNorm, new RunSeed(2))) {
        FineTuning.Host host = FineTuning.Host.of(Progress.NONE);
        FineTuning.run(network, photos(4, 0), List.of(), options, new RunSeed(1), host);
        outputs.add(network.snapshot().require("head.output.weight", 1, 8).values());
      }
    }
    for (int i = 0; i < outputs.get(0).length; i++) {
      assertThat(outputs.get(1)[i]).isCloseTo(outputs.get(0)[i], within(1e-4f));
    }
  }

  private static FineTuning.Result run(RegionNetwork network, Regime regime, FineTuning.Host host) {
    return FineTuning.run(
        network, photos(4, 0), photos(1, 100), options(regime), new RunSeed(1), host);
  }

  private static FineTuning.Result run(
      RegionNetwork network, Regime regime, boolean average, FineTuning.Host host) {
    FineTuneOptions options =
        options(regime, new OptimizerOptions(OptimizerOptions.Kind.ADAM, 3e-4, 0.9, 1e-4, average));
    return FineTuning.run(network, photos(4, 0), photos(1, 100), options, new RunSeed(1), host);
  }

  private static FineTuning.Host host(
      Optional<FineTuning.CheckpointFile> place, Consumer<List<EpochLog>> onEpoch) {
    return new FineTuning.Host(
        Progress.NONE, 1, Runnable::run, () -> 0, place, seen -> {}, onEpoch);
  }

  private static void stopAfter(int epoch, List<EpochLog> epochs) {
    if (epochs.size() == epoch) {
      throw new IllegalStateException("stopped");
    }
  }

  /** With a network that stands still, only a changed held-out photo could change its loss. */
  @ParameterizedTest
  @EnumSource(Regime.class)
  void heldOutRegionsAreNeverAugmented(Regime regime) {
    assertThat(heldOutLosses(regime, new Augmentation(true, true, 0.9, 0.1, 0.1, 180)))
        .isEqualTo(heldOutLosses(regime, Augmentation.NONE));
  }

  private static List<Double> heldOutLosses(Regime regime, Augmentation augmentation) {
    FineTuneOptions usual = options(regime);
    FineTuneOptions standing =
        new FineTuneOptions(
            regime,
            2,
            usual.patience(),
            usual.hours(),
            usual.accumulate(),
            usual.sampler(),
            usual.shared(),
            usual.warp(),
            new OptimizerOptions(OptimizerOptions.Kind.SGD, 1e-30, 0, 0, false),
            usual.schedule(),
            usual.loss(),
            augmentation);
    NetworkSpec fixedNorm =
        new NetworkSpec(
            Architecture.RESNET18, Stage.LAYER1, 1, 2, 1.5, Head.HIDDEN, 8, 1, false, 0);
    try (RegionNetwork network = RegionNetwork.untrained(fixedNorm, new RunSeed(2))) {
      return FineTuning.run(
              network,
              photos(4, 0),
              photos(2, 100),
              standing,
              new RunSeed(1),
              FineTuning.Host.of(Progress.NONE))
          .epochs()
          .stream()
          .map(EpochLog::validationLoss)
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Regime.class)
  void thePreviewIsTheFirstStepAndComesBeforeIt(Regime regime) {
    List<RegionPreview> seen = new ArrayList<>();
    List<Long> stepsBefore = new ArrayList<>();
    long[] steps = {0};
    Progress counting =
        new Progress() {
          @Override
          public void advance(long done) {
            steps[0] = done;
          }
        };
    try (RegionNetwork network = RegionNetwork.untrained(SPEC, new RunSeed(2))) {
      FineTuning.Host host =
          new FineTuning.Host(
              counting,
              1,
              Runnable::run,
              () -> 0,
              Optional.empty(),
              previews -> {
                seen.addAll(previews);
                stepsBefore.add(steps[0]);
              },
              epochs -> {});
      FineTuning.run(network, photos(8, 0), List.of(), options(regime), new RunSeed(1), host);
      assertThat(stepsBefore).containsExactly(0L);
      assertThat(steps[0]).isPositive();
      assertThat(seen).hasSize(regime == Regime.SHARED ? 6 : 4);
      assertThat(seen)
          .extracting(preview -> preview.region().label())
          .containsOnly(Region.NEGATIVE, 1);
      for (RegionPreview preview : seen) {
        // Whatever way it is turned, the dark half is the object and the bright half is not.
        Raster crop = preview.crop().get();
        int middle = crop.pixel(crop.width() / 2, crop.height() / 2) & 0xFF;
        assertThat(middle < 110).isEqualTo(preview.region().positive());
        assertThat(preview.context()).isEqualTo(regime == Regime.SHARED ? 1.5 : 1);
        boolean moved = preview.region().positive() && !preview.region().truth();
        assertThat(preview.origin() == RegionPreview.Origin.MOVED_TRUTH).isEqualTo(moved);
      }
    }
  }

  @Test
  void fewPhotosAreGoneThroughUntilAnEpochIsLongEnough() {
    FineTuneOptions usual = options(Regime.SHARED);
    FineTuneOptions longEpochs =
        new FineTuneOptions(
            Regime.SHARED,
            2,
            usual.patience(),
            usual.hours(),
            usual.accumulate(),
            usual.sampler(),
            new FineTuneOptions.SharedOptions(2, 5, usual.shared().regions()),
            usual.warp(),
            usual.optimizer(),
            usual.schedule(),
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
      FineTuning.run(
          network,
          photos(4, 0),
          List.of(),
          longEpochs,
          new RunSeed(1),
          FineTuning.Host.of(counting));
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
                      FineTuning.Host.of(Progress.NONE)))
          .isInstanceOf(FaultlineException.class)
          .hasMessageContaining("no training region holds an object");
    }
  }

  static FineTuneOptions options(Regime regime) {
    return options(regime, OptimizerOptions.adam());
  }

  private static FineTuneOptions options(Regime regime, OptimizerOptions optimizer) {
    FineTuneOptions usual = FineTuneOptions.DEFAULT;
    return new FineTuneOptions(
        regime,
        6,
        6,
        Optional.empty(),
        1,
        SamplerOptions.DEFAULT,
        new FineTuneOptions.SharedOptions(2, 1, new RegionSampler.Options(4, 0.5, 0.6, 0)),
        new FineTuneOptions.WarpOptions(4, 16, 32, 0),
        optimizer,
        new ScheduleOptions(ScheduleOptions.Kind.CONSTANT, 0, 1, 1),
        usual.loss(),
        new Augmentation(true, true, 0.1, 0.1, 0.1, 0));
  }

  static List<TrainingPhoto> photos(int count, int firstId) {
    List<TrainingPhoto> photos = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int shade = 4 * i;
      photos.add(
          new TrainingPhoto(
              () -> halves(shade),
              new LabelledRegions(
                  firstId + i,
                  List.of(
                      new Region(DARK, 1, 1, true), new Region(BRIGHT, 0, Region.NEGATIVE, false))),
              List.of(new Box(1, 2, 20, 44))));
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
