package io.faultline.internal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.DetectionTrace;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.detection.DetectionTrace.Fate;
import io.faultline.internal.detection.DetectionTrace.Place;
import io.faultline.internal.detection.DetectionTrace.Proposal;
import io.faultline.internal.detection.ImageDetections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MissLedgerTest {
  private static final double THRESHOLD = 0.5;
  private static final Box TRUTH = new Box(10, 10, 50, 50);
  private static final Box NEAR = new Box(12, 10, 52, 50);
  private static final Box FAR = new Box(200, 200, 240, 240);

  private static Place at(Box box, double score) {
    return new Place(box, (float) score);
  }

  private static DetectionTrace trace(
      Box proposed, double score, List<Candidate> candidates, List<Detection> merged, int kept) {
    return new DetectionTrace(
        List.of(1),
        List.of(new Proposal(proposed, List.of((float) score))),
        candidates,
        merged,
        kept);
  }

  private static DetectionTrace ended(Fate fate, Place... path) {
    Candidate candidate = new Candidate(0, 1, List.of(path), fate, -1);
    return trace(path[0].box(), path[0].score(), List.of(candidate), List.of(), 0);
  }

  private static DetectionTrace merged(Box box, double score, int kept, Place... path) {
    Candidate candidate = new Candidate(0, 1, List.of(path), Fate.MERGED, 0);
    return trace(
        path[0].box(),
        path[0].score(),
        List.of(candidate),
        List.of(new Detection(1, box, score)),
        kept);
  }

  static Stream<Arguments> cases() {
    Place first = at(NEAR, 0.6);
    return Stream.of(
        Arguments.of(LossStage.NEVER_PROPOSED, trace(FAR, 0.9, List.of(), List.of(), 0)),
        Arguments.of(LossStage.SCORED_LOW, trace(NEAR, 0.004, List.of(), List.of(), 0)),
        Arguments.of(LossStage.REGRESSED_AWAY, ended(Fate.OUTSIDE, first)),
        Arguments.of(LossStage.REGRESSED_AWAY, ended(Fate.SUPPRESSED, first, at(FAR, 0.6))),
        Arguments.of(LossStage.CUT_BY_LIMIT, ended(Fate.NOT_CHOSEN, first, first)),
        Arguments.of(LossStage.SCORED_LOW, ended(Fate.SCORED_LOW, first, first, at(NEAR, 0))),
        Arguments.of(LossStage.REGRESSED_AWAY, ended(Fate.OUTSIDE, first, first, first)),
        Arguments.of(LossStage.SUPPRESSED, ended(Fate.SUPPRESSED, first, first, first, first)),
        Arguments.of(LossStage.SUPPRESSED, ended(Fate.SUPPRESSED, first)),
        Arguments.of(LossStage.CUT_BY_LIMIT, ended(Fate.TILE_LIMIT, first, first, first, first)),
        Arguments.of(LossStage.SUPPRESSED, merged(FAR, 0.6, 1, first)),
        Arguments.of(
            LossStage.SUPPRESSED, merged(NEAR, 0.4, 1, first, first, first, at(NEAR, 0.4))),
        Arguments.of(LossStage.CUT_BY_LIMIT, merged(NEAR, 0.6, 0, first)),
        Arguments.of(LossStage.BELOW_THRESHOLD, merged(NEAR, 0.4, 1, at(NEAR, 0.4))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStageIsReached(LossStage stage, DetectionTrace trace) {
    MissLedger ledger = ledger(dataset(photo(1, Annotation.of(7, 1, TRUTH))), Map.of(1L, trace));
    assertThat(ledger.misses()).extracting(Miss::stage).containsExactly(stage);
    assertThat(ledger.counts()).containsEntry(stage, 1L);
    assertThat(ledger.objects()).isEqualTo(1);
    Miss miss = ledger.misses().get(0);
    boolean proposed = stage != LossStage.NEVER_PROPOSED;
    assertThat(miss.nearestIou() >= 0.5).isEqualTo(proposed);
    assertThat(miss.bestScore() > 0).isEqualTo(proposed);
  }

  @Test
  void whatRegressionBringsBackIsLostWhereItIsLostLast() {
    DetectionTrace trace = ended(Fate.SUPPRESSED, at(FAR, 0.6), at(NEAR, 0.6));
    MissLedger ledger = ledger(dataset(photo(1, Annotation.of(7, 1, TRUTH))), Map.of(1L, trace));
    assertThat(ledger.misses()).extracting(Miss::stage).containsExactly(LossStage.SUPPRESSED);
  }

  @Test
  void onlyAHundredDetectionsOfAClassCountInAPhoto() {
    List<Detection> merged = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      merged.add(new Detection(1, FAR, 0.9));
    }
    merged.add(new Detection(1, NEAR, 0.8));
    DetectionTrace trace = trace(NEAR, 0.8, List.of(), merged, 101);
    MissLedger ledger = ledger(dataset(photo(1, Annotation.of(7, 1, TRUTH))), Map.of(1L, trace));
    assertThat(ledger.misses()).extracting(Miss::stage).containsExactly(LossStage.CUT_BY_LIMIT);
  }

  @Test
  void aPerfectDetectorHasAnEmptyLedgerAndCrowdsAreNoMisses() {
    Annotation crowd = new Annotation(8, 1, FAR, FAR.area(), true, List.of());
    Dataset truth = dataset(photo(1, Annotation.of(7, 1, TRUTH), crowd));
    DetectionTrace trace = merged(TRUTH, 0.9, 1, at(TRUTH, 0.9));
    MissLedger ledger = ledger(truth, Map.of(1L, trace)).withLabelsDropped(2);
    assertThat(ledger.misses()).isEmpty();
    assertThat(ledger.found()).isEqualTo(1);
    assertThat(ledger.counts())
        .containsEntry(LossStage.LABEL_DROPPED, 2L)
        .containsEntry(LossStage.BELOW_THRESHOLD, 0L);
  }

  @Test
  void aLedgerThatDoesNotAddUpIsRefused() {
    ObjectRates rates = new ObjectRates(THRESHOLD, 3, 0, 1);
    assertThatThrownBy(() -> MissLedger.of(rates, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("0 misses have a stage, but 1 objects were missed");
    assertThatThrownBy(
            () -> MissLedger.of(dataset(photo(1, Annotation.of(7, 1, TRUTH))), Map.of(), rates))
        .hasMessageContaining("photo 1 has no trace");
  }

  @Property(tries = 200)
  void countsAddUpAndTheOrderOfPhotosDoesNotMatter(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ImageRecord> images = new ArrayList<>();
    Map<Long, DetectionTrace> traces = new LinkedHashMap<>();
    for (long id = 0; id < 5; id++) {
      images.add(randomPhoto(id, random));
      traces.put(id, randomTrace(random));
    }
    Dataset truth = new Dataset(categories(), images);
    MissLedger ledger = ledger(truth, traces);
    ObjectRates rates = ObjectRates.of(truth, detections(traces), THRESHOLD);
    assertThat(ledger.misses()).hasSize((int) rates.misses());
    assertThat(ledger.found() + ledger.misses().size()).isEqualTo(truth.objects());
    assertThat(ledger.counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(rates.misses());
    for (Miss miss : ledger.misses()) {
      boolean seen = miss.bestIou().stream().anyMatch(iou -> iou >= 0.5);
      assertThat(seen || miss.stage() == LossStage.NEVER_PROPOSED).isTrue();
    }
    Collections.shuffle(images, new Random(seed));
    assertThat(ledger(new Dataset(categories(), images), traces)).isEqualTo(ledger);
  }

  private static List<Category> categories() {
    return List.of(new Category(1, "crack"), new Category(2, "stain"));
  }

  private static ImageRecord randomPhoto(long id, SplittableRandom random) {
    List<Annotation> truths = new ArrayList<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      Box box = randomBox(random);
      int category = 1 + random.nextInt(2);
      truths.add(
          new Annotation(
              10 * id + k, category, box, box.area(), random.nextInt(6) == 0, List.of()));
    }
    return photo(id, truths.toArray(Annotation[]::new));
  }

  /** Boxes on a coarse grid, so that many overlap by half. */
  private static Box randomBox(SplittableRandom random) {
    return Box.ofSize(8 * random.nextInt(6), 8 * random.nextInt(6), 32 + 8 * random.nextInt(3), 40);
  }

  /** Not what a detector would do, but of the right form: the counts must add up for anything. */
  private static DetectionTrace randomTrace(SplittableRandom random) {
    List<Proposal> proposals = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    List<Detection> merged = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Box box = randomBox(random);
      proposals.add(new Proposal(box, List.of((float) random.nextDouble(), 0.2f)));
      List<Place> path = new ArrayList<>(List.of(at(box, random.nextDouble())));
      for (int k = random.nextInt(4); k > 0; k--) {
        path.add(at(randomBox(random), random.nextDouble()));
      }
      Fate fate = List.of(Fate.values()).get(random.nextInt(Fate.values().length));
      int category = 1 + random.nextInt(2);
      candidates.add(new Candidate(i, category, path, fate, -1));
      if (fate == Fate.MERGED) {
        Place last = path.get(path.size() - 1);
        merged.add(new Detection(category, last.box(), last.score()));
      }
    }
    merged.sort(Detection.ORDER);
    int kept = merged.isEmpty() ? 0 : random.nextInt(merged.size() + 1);
    return new DetectionTrace(List.of(1, 2), proposals, candidates, merged, kept);
  }

  private static List<ImageDetections> detections(Map<Long, DetectionTrace> traces) {
    return traces.entrySet().stream()
        .map(entry -> new ImageDetections(entry.getKey(), entry.getValue().detections()))
        .toList();
  }

  private static MissLedger ledger(Dataset truth, Map<Long, DetectionTrace> traces) {
    return MissLedger.of(truth, traces, ObjectRates.of(truth, detections(traces), THRESHOLD));
  }

  private static ImageRecord photo(long id, Annotation... truths) {
    return new ImageRecord(id, id + ".png", Path.of(id + ".png"), 256, 256, List.of(truths));
  }

  private static Dataset dataset(ImageRecord... photos) {
    return new Dataset(List.of(new Category(1, "crack")), List.of(photos));
  }
}
