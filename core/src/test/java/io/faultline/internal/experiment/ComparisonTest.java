package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.pretrained.WeightsCache;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.internal.training.TinyTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole comparisons on a handful of tiny photos: what is run and when, not how good it is. */
class ComparisonTest {
  private static final PipelineConfig CONFIG = TinyTraining.config();

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private final List<String> stages = new ArrayList<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private Split split =
      new Split(new Dataset(List.of(), List.of()), new Dataset(List.of(), List.of()), List.of());

  @BeforeEach
  void photos() {
    SyntheticPhotos.Options options = new SyntheticPhotos.Options(96, 96, 0, 1, 1);
    Dataset photos =
        new SyntheticPhotos(new RunSeed(3), options)
            .write(folder.resolve("photos"), 8, Progress.NONE);
    split = Comparison.split(photos, CONFIG, context());
  }

  @AfterEach
  void stop() {
    workers.shutdownNow();
  }

  private ComparisonTable compare(List<Recipe> recipes, int seeds, boolean detections) {
    notes.clear();
    stages.clear();
    Comparison.Options options =
        new Comparison.Options(
            recipes, CONFIG, List.of(), seeds, detections, 0, folder.resolve("out"));
    return Comparison.run(split.train(), split.heldOut(), options, context());
  }

  private RunContext context() {
    Progress progress =
        new Progress() {
          @Override
          public void begin(String stage, long total, String unit) {
            stages.add(stage);
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return new RunContext(
        workers, 1, System::nanoTime, progress, WeightsCache.in(Path.of("no-such-folder")));
  }

  private long trainings() {
    return notes.stream().filter(note -> note.startsWith("epoch 1")).count();
  }

  private List<Recipe> recipes(String... yaml) throws IOException {
    Path place = Files.createDirectories(folder.resolve("recipes"));
    for (int i = 0; i < yaml.length; i++) {
      Files.writeString(place.resolve("r" + i + ".yaml"), yaml[i]);
    }
    return Recipe.in(place);
  }

  @Test
  void aSecondRunTrainsNothingAndSaysTheSame() throws IOException {
    List<Recipe> recipes =
        recipes("fine-tune:\n  epochs: 1\n", "region:\n  labels:\n    positive-iou: 0.35\n");
    ComparisonTable first = compare(recipes, 2, true);
    assertThat(trainings()).isEqualTo(4);
    assertThat(notes).contains("trial 1 of 4: r0, seed 1");
    assertThat(notes).anyMatch(note -> note.matches("trial 4 of 4: r1, seed 2; about .* left"));
    assertThat(first.testPhotos()).isEqualTo(split.heldOut().images().size());
    assertThat(first.rows().get(0).ap50().orElseThrow()).isBetween(0.0, 1.0);
    assertThat(first.rows().get(1).common().objects())
        .as("one set for all")
        .isEqualTo(first.rows().get(0).common().objects());
    assertThat(first.rows().get(1).own().objects())
        .as("own labels differ")
        .isGreaterThan(first.rows().get(0).own().objects());

    ComparisonTable again = compare(recipes, 2, true);
    assertThat(again).isEqualTo(first);
    assertThat(notes).containsExactly("4 of 4 trials are finished already");

    ComparisonTable more = compare(recipes, 3, true);
    assertThat(trainings()).as("only the third seed").isEqualTo(2);
    assertThat(more.seeds()).isEqualTo(3);

    Path photo = split.heldOut().images().get(0).path();
    Files.write(photo, Files.readAllBytes(split.train().images().get(0).path()));
    compare(recipes, 1, true);
    assertThat(trainings()).as("a photo was changed").isEqualTo(2);
  }

  @Test
  void recipesThatProposeOtherwiseAreAskedAboutTheSameRegions() throws IOException {
    List<Recipe> recipes =
        recipes(
            "proposals:\n  budget: 60\n  order: ranked\n",
            "proposals:\n  budget: 20\n  order: ranked\n");
    ComparisonTable table = compare(recipes, 1, false);
    assertThat(table.rows().get(1).common().background())
        .isEqualTo(table.rows().get(0).common().background());
    assertThat(table.rows().get(1).own().background())
        .isLessThan(table.rows().get(0).own().background());
    assertThat(table.rows().get(0).ap50()).isEmpty();
    try (var files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .filteredOn(name -> name.startsWith("test-proposals"))
          .as("one store for each source")
          .hasSize(2);
    }
  }

  /** What only detecting needs is left out of the training, and changes no answer. */
  @Test
  void withoutDetectionsRegionsAreJudgedAlike() throws IOException {
    List<Recipe> recipes =
        recipes("data:\n  held-out: 0.3\n  group: photo\nregression:\n  enabled: true\n");
    ComparisonTable.Row detecting = compare(recipes, 1, true).rows().get(0);
    assertThat(stages).contains("box regression", "detection");
    assertThat(notes).noneMatch(note -> note.endsWith("none was to be chosen"));
    ComparisonTable.Row judging = compare(recipes, 1, false).rows().get(0);
    assertThat(stages).contains("fine-tuning").doesNotContain("box regression", "detection");
    assertThat(notes).contains("threshold 0.500: none was to be chosen");
    assertThat(judging.own()).isEqualTo(detecting.own());
    assertThat(judging.common()).isEqualTo(detecting.common());
  }

  @Test
  void truthCropsAreAPair() throws IOException {
    List<Recipe> pair = recipes("seed: 1\n").get(0).withoutAndWithTruth();
    ComparisonTable table = compare(pair, 1, false);
    assertThat(table.truthEffects()).hasSize(1);
    assertThat(table.verdict()).startsWith("Truth crops (r0-truth): recall ");
    assertThat(table.rows().get(1).own().objects())
        .as("truth boxes are tested on, too")
        .isEqualTo(table.rows().get(0).own().objects() + split.heldOut().objects());
  }

  @Test
  void photosThatCannotBeReadAreLeftOutAndListedOnce() throws IOException {
    ImageRecord broken = split.train().images().get(0);
    Files.write(broken.path(), new byte[] {1, 2, 3});
    ComparisonTable table = compare(recipes("seed: 1\n", "seed: 2\n"), 1, false);
    assertThat(table.leftOut()).containsExactly(broken.fileName());
  }

  @Test
  void unfitTestPhotosAndWrongKeysAreRefusedBeforeAnyTraining() throws IOException {
    List<Recipe> recipes = recipes("seed: 1\n");
    Dataset all = split.train();
    Split honest = split;
    split = new Split(all, all, List.of());
    assertFault(Problem.INPUT, recipes, "is learnt from and tested on");
    split = new Split(all, honest.heldOut().filter(image -> false), List.of());
    assertFault(Problem.INPUT, recipes, "the test photos are 0 with 0 objects");
    split = honest;
    assertFault(Problem.USAGE, recipes("seed: 1\n", "sed: 1\n"), "r1.yaml");
    assertThat(notes).isEmpty();
  }

  private void assertFault(Problem problem, List<Recipe> recipes, String words) {
    assertThatThrownBy(() -> compare(recipes, 1, false))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageContaining(words);
  }
}
