package io.faultline.internal.detection;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.bundle.Suppression.Survivor;
import io.faultline.internal.detection.DetectionTrace.Candidate;
import io.faultline.internal.detection.DetectionTrace.Fate;
import io.faultline.internal.detection.DetectionTrace.Place;
import io.faultline.internal.detection.DetectionTrace.Proposal;
import io.faultline.internal.tiling.SeamMerger;
import io.faultline.internal.tiling.SeamPiece;
import io.faultline.internal.tiling.SeamWhole;
import io.faultline.internal.tiling.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts a {@link DetectionTrace} together from what a scan left of its steps. */
final class TraceBuilder {
  private final PhotoScan scan;
  private final List<Category> categories;
  private final DetectorOptions options;
  private final SeamMerger merger;
  private final List<Proposal> proposals = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();

  /** Those whose fate the seams decide: by tile and detection, the places in {@code candidates}. */
  private final List<Map<Detection, List<Integer>>> open = new ArrayList<>();

  private TraceBuilder(PhotoScan scan, List<Category> categories, DetectorOptions options) {
    this.scan = scan;
    this.categories = categories;
    this.options = options;
    this.merger = SeamMerger.of(options.nmsIou());
  }

  static DetectionTrace trace(PhotoScan scan, List<Category> categories, DetectorOptions options) {
    return new TraceBuilder(scan, categories, options).build();
  }

  private DetectionTrace build() {
    List<List<Detection>> survivors = new ArrayList<>();
    for (int tile = 0; tile < scan.tiles().size(); tile++) {
      survivors.add(tile(tile));
    }
    List<SeamWhole> wholes = merger.wholes(scan.plan(), survivors);
    List<SeamWhole> kept = merger.kept(wholes);
    wholes.forEach(whole -> settle(whole, kept));
    List<Detection> merged = kept.stream().map(SeamWhole::detection).toList();
    return new DetectionTrace(
        categories.stream().map(Category::id).toList(),
        proposals,
        candidates,
        merged,
        Math.min(merged.size(), options.maxDetections()));
  }

  /** Adds the proposals and candidates of a tile; gives what it hands on to the seams. */
  private List<Detection> tile(int index) {
    PhotoScan.TileScan tile = scan.tiles().get(index);
    int firstProposal = proposals.size();
    for (int i = 0; i < tile.boxes().size(); i++) {
      List<Float> scores = new ArrayList<>();
      for (int c = 0; c < categories.size(); c++) {
        scores.add((float) tile.probability(i, c));
      }
      proposals.add(new Proposal(tile.boxes().get(i), scores));
    }
    int firstCandidate = candidates.size();
    List<List<Place>> paths = paths(tile.steps(), scan.plan().tiles().get(index));
    for (ScoredBox likely : tile.steps().likely()) {
      candidates.add(
          new Candidate(
              firstProposal + likely.row(),
              categories.get(likely.classIndex()).id(),
              paths.get(likely.origin()),
              Fate.OUTSIDE,
              -1));
    }
    early(tile.steps(), firstCandidate);
    return survivors(tile, firstCandidate);
  }

  /** The places of every candidate of a tile, by its origin. */
  private static List<List<Place>> paths(ScanSteps steps, Tile tile) {
    List<List<Place>> paths = new ArrayList<>();
    steps.likely().forEach(likely -> paths.add(new ArrayList<>()));
    for (List<ScoredBox> step : steps.distinct()) {
      for (ScoredBox one : step) {
        Box box = one.box().shift(tile.x(), tile.y());
        paths.get(one.origin()).add(new Place(box, (float) one.score()));
      }
    }
    return paths;
  }

  /** Fates up to the end of the second round; those that end it are decided later. */
  private void early(ScanSteps steps, int first) {
    for (ScoredBox one : steps.moved()) {
      fate(first + one.origin(), Fate.NOT_CHOSEN, -1);
    }
    if (steps.rounds() > 1) {
      for (ScoredBox one : steps.rescored()) {
        fate(first + one.origin(), Fate.SCORED_LOW, -1);
      }
    }
  }

  private List<Detection> survivors(PhotoScan.TileScan tile, int first) {
    List<Detection> all = tile.candidates();
    List<ScoredBox> last = tile.steps().last();
    List<Survivor> kept = options.suppression().survivors(all, categories, options);
    Set<Integer> stay = kept.stream().map(Survivor::index).collect(Collectors.toSet());
    for (int i = 0; i < all.size(); i++) {
      if (!stay.contains(i)) {
        int by = last.get(better(all, kept, all.get(i))).origin();
        fate(first + last.get(i).origin(), Fate.SUPPRESSED, first + by);
      }
    }
    Map<Detection, List<Integer>> undecided = new HashMap<>();
    for (Survivor one : kept) {
      int candidate = first + last.get(one.index()).origin();
      if (!one.detection().equals(all.get(one.index()))) {
        changed(candidate, one.detection());
      }
      fate(candidate, Fate.TILE_LIMIT, -1);
      undecided.computeIfAbsent(one.detection(), same -> new ArrayList<>()).add(candidate);
    }
    open.add(undecided);
    return kept.stream().map(Survivor::detection).limit(options.maxDetections()).toList();
  }

  /** Which one took a box out: of those kept that are as good, the one that overlaps it most. */
  private static int better(List<Detection> all, List<Survivor> kept, Detection dropped) {
    return kept.stream()
        .map(Survivor::index)
        .filter(i -> all.get(i).categoryId() == dropped.categoryId())
        .filter(i -> all.get(i).score() >= dropped.score())
        .max(Comparator.comparingDouble(i -> all.get(i).box().iou(dropped.box())))
        .orElseThrow(() -> new IllegalStateException("nothing suppresses " + dropped));
  }

  /** Suppression gave a candidate another box or score: its fourth place. */
  private void changed(int candidate, Detection survivor) {
    Candidate old = candidates.get(candidate);
    List<Place> path = new ArrayList<>(old.path());
    while (path.size() < 3) {
      path.add(path.get(path.size() - 1));
    }
    path.add(new Place(survivor.box(), (float) survivor.score()));
    candidates.set(
        candidate, new Candidate(old.proposal(), old.categoryId(), path, old.fate(), old.by()));
  }

  private void settle(SeamWhole whole, List<SeamWhole> kept) {
    int at = kept.indexOf(whole);
    int by = at < 0 ? suppressing(whole, kept) : at;
    for (SeamPiece piece : whole.pieces()) {
      boolean alone = piece.detection().equals(whole.detection());
      Fate fate = at < 0 ? Fate.SEAM_SUPPRESSED : alone ? Fate.MERGED : Fate.JOINED;
      for (int candidate : open.get(tileOf(piece)).getOrDefault(piece.detection(), List.of())) {
        fate(candidate, fate, by);
      }
    }
  }

  private int tileOf(SeamPiece piece) {
    return scan.plan().tiles().stream().map(Tile::box).toList().indexOf(piece.tile());
  }

  private int suppressing(SeamWhole dropped, List<SeamWhole> kept) {
    for (int i = 0; i < kept.size(); i++) {
      if (merger.suppresses(kept.get(i), dropped)) {
        return i;
      }
    }
    throw new IllegalStateException("nothing suppresses " + dropped.detection());
  }

  private void fate(int candidate, Fate fate, int by) {
    Candidate old = candidates.get(candidate);
    candidates.set(
        candidate, new Candidate(old.proposal(), old.categoryId(), old.path(), fate, by));
  }
}
