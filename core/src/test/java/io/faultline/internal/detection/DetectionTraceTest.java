package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.DetectorBundleTest;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.Suppression;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.detection.DetectionTrace.Fate;
import io.faultline.internal.detection.DetectionTrace.Place;
import io.faultline.internal.detection.DetectionTrace.Proposal;
import io.faultline.internal.tiling.SeamMerger;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DetectionTraceTest {
  private static final List<Category> CATEGORIES =
      List.of(new Category(3, "crack"), new Category(4, "stain"));
  private static final double MIN = 0.2;

  @Test
  void theTraceEndsInTheDetectionsOfTheDetector() {
    try (RegionDetector detector = RegionDetector.of(DetectorBundleTest.bundle(0))) {
      for (int width : new int[] {96, 300}) {
        PhotoScan scan = detector.scan(DetectorBundleTest.noise(width, 100));
        DetectionTrace trace = detector.trace(scan);
        assertThat(trace.detections()).isNotEmpty().isEqualTo(detector.candidates(scan));
        assertThat(trace.proposals())
            .extracting(Proposal::box)
            .isEqualTo(scan.tiles().stream().flatMap(tile -> tile.boxes().stream()).toList());
      }
    }
  }

  /** Scans as a tile scanner leaves them, over one tile or four, in no, one or two rounds. */
  @Property(tries = 150)
  void everyCandidateHasOneFateAndEveryStepIsWhatTheLastOneLeft(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rounds = random.nextInt(3);
    int side = random.nextBoolean() ? 200 : 120;
    Suppression suppression = List.of(Suppression.values()).get(random.nextInt(3));
    DetectorOptions options =
        new DetectorOptions(suppression, 0.3, 4 + random.nextInt(20), MIN, rounds, 1, side, 40);
    TilePlan plan = TilePlan.of(200, 200, side, 40);
    PhotoScan scan =
        new PhotoScan(plan, plan.tiles().stream().map(tile -> tile(tile, rounds, random)).toList());
    DetectionTrace trace = TraceBuilder.trace(scan, CATEGORIES, options);

    List<List<Detection>> survivors =
        scan.tiles().stream()
            .map(
                tile ->
                    suppression.survivors(tile.candidates(), CATEGORIES, options).stream()
                        .limit(options.maxDetections())
                        .map(Suppression.Survivor::detection)
                        .toList())
            .toList();
    assertThat(trace.merged()).isEqualTo(SeamMerger.of(0.3).merge(plan, survivors));
    assertThat(trace.kept()).isEqualTo(Math.min(trace.merged().size(), options.maxDetections()));
    assertSteps(trace, scan, survivors);
    for (Candidate candidate : trace.candidates()) {
      assertFate(trace, candidate, suppression == Suppression.GREEDY);
    }
  }

  private static void assertSteps(
      DetectionTrace trace, PhotoScan scan, List<List<Detection>> survivors) {
    for (Category category : CATEGORIES) {
      int id = category.id();
      assertThat(trace.after(DetectionStep.PROPOSED, id)).hasSize(trace.proposals().size());
      assertThat(trace.after(DetectionStep.RESCORED, id))
          .containsExactlyInAnyOrderElementsOf(
              ofClass(scan.tiles().stream().flatMap(t -> t.candidates().stream()).toList(), id));
      assertThat(trace.after(DetectionStep.TILE_LIMITED, id))
          .containsExactlyInAnyOrderElementsOf(
              ofClass(
                  survivors.stream().flatMap(List::stream).map(DetectionTraceTest::single).toList(),
                  id));
      int before = Integer.MAX_VALUE;
      for (DetectionStep step : DetectionStep.values()) {
        int left = trace.after(step, id).size();
        assertThat(left).as(step.name()).isLessThanOrEqualTo(before);
        before = left;
      }
    }
    assertThat(trace.after(DetectionStep.SCORED, 99)).isEmpty();
  }

  private static void assertFate(DetectionTrace trace, Candidate candidate, boolean greedy) {
    Place last = candidate.path().get(candidate.path().size() - 1);
    Detection self = new Detection(candidate.categoryId(), last.box(), last.score());
    switch (candidate.fate()) {
      case SUPPRESSED -> {
        Candidate better = trace.candidates().get(candidate.by());
        Place stood = better.path().get(better.path().size() - 1);
        assertThat(better.categoryId()).isEqualTo(candidate.categoryId());
        if (greedy) {
          assertThat(stood.box().iou(last.box())).isGreaterThan(0.3);
          assertThat(stood.score()).isGreaterThanOrEqualTo(last.score());
        }
      }
      case MERGED ->
          assertThat(trace.merged().get(candidate.by()))
              .satisfies(merged -> assertThat(single(merged)).isEqualTo(self));
      case JOINED ->
          assertThat((float) trace.merged().get(candidate.by()).score())
              .isGreaterThanOrEqualTo(last.score());
      case SEAM_SUPPRESSED ->
          assertThat(trace.merged().get(candidate.by()).categoryId())
              .isEqualTo(candidate.categoryId());
      case SCORED_LOW -> assertThat((double) last.score()).isLessThan(MIN);
      case OUTSIDE, NOT_CHOSEN, TILE_LIMIT -> assertThat(candidate.by()).isEqualTo(-1);
    }
  }

  /** With a score in single precision, as places have it. */
  private static Detection single(Detection one) {
    return new Detection(one.categoryId(), one.box(), (float) one.score());
  }

  private static List<Detection> ofClass(List<Detection> all, int id) {
    return all.stream().filter(one -> one.categoryId() == id).toList();
  }

  private static PhotoScan.TileScan tile(Tile tile, int rounds, SplittableRandom random) {
    List<Box> boxes = new ArrayList<>();
    float[][] scores = new float[12][2];
    List<ScoredBox> likely = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      boxes.add(box(tile, random));
      for (int c = 0; c < 2; c++) {
        scores[i][c] = random.nextInt(100) / 100f;
        if (scores[i][c] >= MIN) {
          likely.add(new ScoredBox(boxes.get(i), c, scores[i][c], i, likely.size()));
        }
      }
    }
    ScanSteps steps = steps(tile, likely, rounds, random);
    List<Detection> candidates =
        steps.last().stream()
            .map(
                one ->
                    new Detection(
                        CATEGORIES.get(one.classIndex()).id(),
                        one.box().shift(tile.x(), tile.y()),
                        one.score()))
            .toList();
    return new PhotoScan.TileScan(
        boxes.stream().map(box -> box.shift(tile.x(), tile.y())).toList(),
        scores,
        candidates,
        steps);
  }

  private static ScanSteps steps(
      Tile tile, List<ScoredBox> likely, int rounds, SplittableRandom random) {
    if (rounds == 0) {
      return new ScanSteps(likely, likely, likely, likely, likely, 0);
    }
    List<ScoredBox> moved = moved(tile, likely, random);
    if (rounds == 1) {
      return new ScanSteps(likely, moved, moved, moved, moved, 1);
    }
    List<ScoredBox> chosen =
        moved.stream()
            .sorted(Comparator.comparingDouble(ScoredBox::score).reversed())
            .limit(15)
            .toList();
    List<ScoredBox> rescored = new ArrayList<>();
    for (ScoredBox one : chosen) {
      rescored.add(one.scored(random.nextInt(100) / 100f, rescored.size()));
    }
    List<ScoredBox> still = rescored.stream().filter(one -> one.score() >= MIN).toList();
    return new ScanSteps(likely, moved, chosen, rescored, still, 2);
  }

  /** One in six leaves the tile. */
  private static List<ScoredBox> moved(Tile tile, List<ScoredBox> boxes, SplittableRandom random) {
    return boxes.stream()
        .filter(one -> random.nextInt(6) > 0)
        .map(one -> one.at(box(tile, random)))
        .toList();
  }

  private static Box box(Tile tile, SplittableRandom random) {
    int width = 20 + random.nextInt(40);
    int height = 20 + random.nextInt(40);
    return Box.ofSize(
        random.nextInt(tile.width() - width),
        random.nextInt(tile.height() - height),
        width,
        height);
  }

  @Test
  void aTraceChecksItsIndices() {
    Proposal proposal = new Proposal(new Box(0, 0, 1, 1), List.of(0.5f));
    Place place = new Place(proposal.box(), 0.5f);
    Candidate wrong = new Candidate(1, 3, List.of(place), Fate.TILE_LIMIT, -1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DetectionTrace(List.of(3), List.of(proposal), List.of(wrong), List.of(), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DetectionTrace(List.of(3, 4), List.of(proposal), List.of(), List.of(), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DetectionTrace(List.of(3), List.of(), List.of(), List.of(), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Candidate(0, 3, List.of(), Fate.TILE_LIMIT, -1));
    Set<Fate> ends = new HashSet<>(List.of(Fate.values()));
    assertThat(ends).hasSize(8);
  }
}
