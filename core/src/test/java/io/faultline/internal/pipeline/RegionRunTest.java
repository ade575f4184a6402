package io.faultline.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.region.LabelOptions;
import io.faultline.internal.settings.NegativesConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.RegionConfig;
import io.faultline.internal.stage.ProposalSource;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.stage.UnreadablePhoto;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TinyTraining;
import io.faultline.internal.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which regions are asked about, with models too small to answer well. */
class RegionRunTest {
  private static final LabelOptions STRICT = LabelOptions.DEFAULT.withStrict(true);
  private static final RegionSet WITH_TRUTH = set("truth", STRICT, NegativesConfig.Kind.ALL, 0);
  private static final RegionSet ALL =
      set("all", STRICT.withTruth(false), NegativesConfig.Kind.ALL, 0);
  private static final RegionSet LOWER =
      set("lower", STRICT.withTruth(false).withPositiveIou(0.35), NegativesConfig.Kind.ALL, 0);
  private static final RegionSet DRAWN =
      set("drawn", STRICT.withTruth(false), NegativesConfig.Kind.PER_BAND, 2);

  @TempDir private static Path made;
  @TempDir private Path folder;

  private static Dataset photos;
  private static PipelineConfig config;

  private static RegionSet set(
      String name, LabelOptions labels, NegativesConfig.Kind kind, int count) {
    return new RegionSet(name, new RegionConfig(labels, new NegativesConfig(kind, count)));
  }

  @BeforeAll
  static void train() {
    SyntheticPhotos.Options options = new SyntheticPhotos.Options(96, 96, 0, 1, 1);
    photos = new SyntheticPhotos(new RunSeed(3), options).write(made, 4, Progress.NONE);
    config = TinyTraining.config();
    try (RunContexts runs = new RunContexts(2)) {
      for (long seed : new long[] {1, 2}) {
        RunFolder run = new RunFolder(made.resolve("run" + seed));
        TrainingRun.run(photos, config.withSeed(seed), run, runs.context());
      }
    }
  }

  private RegionRun.Result run(long model, Dataset dataset, PipelineConfig source, int threads) {
    try (RunContexts runs = new RunContexts(threads);
        RegionDetector detector = RegionDetector.load(made.resolve("run" + model + "/model"))) {
      return RegionRun.run(
          detector,
          dataset,
          ProposalSource.of(source),
          folder.resolve("proposals.bin"),
          List.of(WITH_TRUTH, ALL, LOWER, DRAWN),
          new RunSeed(5),
          runs.context());
    }
  }

  private static List<String> regions(List<RegionAnswer> answers) {
    return answers.stream().map(a -> a.photo() + ":" + a.label()).toList();
  }

  private static long objects(List<RegionAnswer> answers) {
    return answers.stream().filter(a -> a.label() > 0).count();
  }

  @Test
  void setsAreDrawnAlikeForDifferentDetectorsAndAnyNumberOfWorkers() {
    RegionRun.Result one = run(1, photos, config, 1);
    RegionRun.Result two = run(2, photos, config, 2);
    assertThat(regions(two.of(DRAWN))).isEqualTo(regions(one.of(DRAWN)));
    assertThat(two.of(DRAWN)).as("but another model answers").isNotEqualTo(one.of(DRAWN));
    assertThat(run(1, photos, config, 2).answers()).isEqualTo(one.answers());
  }

  @Test
  void labelsFollowTheirSets() {
    RegionRun.Result run = run(1, photos, config, 2);
    assertThat(run.unreadable()).isEmpty();
    assertThat(run.of(WITH_TRUTH)).hasSize(run.of(ALL).size() + (int) photos.objects());
    assertThat(objects(run.of(WITH_TRUTH))).isEqualTo(objects(run.of(ALL)) + photos.objects());
    assertThat(run.of(LOWER)).as("the same boxes").hasSameSizeAs(run.of(ALL));
    assertThat(objects(run.of(LOWER))).isGreaterThan(objects(run.of(ALL)));
    assertThat(objects(run.of(DRAWN))).as("objects all stay").isEqualTo(objects(run.of(ALL)));
    assertThat(run.of(DRAWN).size()).isLessThan(run.of(ALL).size());
    assertThat(run.of(ALL)).extracting(RegionAnswer::photo).contains(0, 1, 2, 3);
    assertThat(run.of(ALL)).hasSizeLessThanOrEqualTo(4 * 60);
  }

  @Test
  void theSourceDecidesOnTheBoxesNotTheDetector() {
    PipelineConfig fewer =
        ConfigReader.read(
            PipelineConfig.class, config, Optional.empty(), List.of("proposals.budget=10"));
    assertThat(run(1, photos, fewer, 2).of(ALL)).hasSizeBetween(1, 40);
  }

  @Test
  void tilesOfALargePhotoCountAsThatPhoto() {
    PipelineConfig tiled =
        ConfigReader.read(
            PipelineConfig.class,
            config,
            Optional.empty(),
            List.of("detection.tile-side=64", "detection.tile-overlap=16"));
    RegionRun.Result run = run(1, photos, tiled, 2);
    assertThat(run.of(ALL)).extracting(RegionAnswer::photo).isSubsetOf(0, 1, 2, 3);
    assertThat(run.of(ALL).stream().filter(a -> a.photo() == 0).count())
        .as("more boxes than one tile has")
        .isGreaterThan(60);
  }

  @Test
  void aPhotoThatCannotBeReadGivesNoAnswerAndIsListed() throws IOException {
    Dataset others =
        new SyntheticPhotos(new RunSeed(4), new SyntheticPhotos.Options(96, 96, 0, 1, 1))
            .write(folder.resolve("others"), 3, Progress.NONE);
    Files.write(others.images().get(1).path(), new byte[] {1, 2, 3});
    RegionRun.Result run = run(1, others, config, 2);
    assertThat(run.of(ALL)).extracting(RegionAnswer::photo).contains(0, 2).doesNotContain(1);
    assertThat(run.unreadable())
        .extracting(UnreadablePhoto::fileName)
        .containsExactly(others.images().get(1).fileName());
  }
}
