package io.faultline.internal.detection;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.RegionClassifier;
import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.regression.BoxRegressor;
import io.faultline.internal.regression.OverlapEstimator;
import io.faultline.internal.tiling.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Scores the proposals of one tile and moves the likely ones onto their objects. Where the model
 * knows how well a box fits, or with two rounds of refinement, the moved boxes are encoded and
 * scored again: a score then speaks of the box it stands beside (iterative localisation, Gidaris
 * and Komodakis 2015).
 */
record TileScanner(
    RegionEncoder encoder,
    RegionClassifier classifier,
    Optional<BoxRegressor> regressor,
    Optional<OverlapEstimator> overlap,
    List<Category> categories,
    DetectorOptions options) {

  /** Boxes that a second round looks at, at most. */
  private static final int SECOND_ROUND = 300;

  /** Boxes whose fit is estimated, at least, where there are as many: decision 0034. */
  private static final int FIT_ROUND = 150;

  /**
   * Scans a tile.
   *
   * @param part the tile's pixels
   * @param boxes proposals in pixels of the tile
   */
  PhotoScan.TileScan scan(Raster part, List<Box> boxes, Tile tile) {
    try (PhotoViews photo = look(part)) {
      return scan(photo, boxes, tile);
    }
  }

  /** The probabilities of given boxes, {@code [boxes][classes]}. */
  float[][] probabilities(Raster part, List<Box> boxes) {
    try (PhotoViews photo = look(part)) {
      return photo.ask(boxes).probabilities();
    }
  }

  private PhotoViews look(Raster part) {
    return new PhotoViews(part, options.views(), encoder, classifier);
  }

  private PhotoScan.TileScan scan(PhotoViews photo, List<Box> boxes, Tile tile) {
    PhotoViews.Answers answers = photo.ask(boxes);
    float[][] probabilities = answers.probabilities();
    List<ScoredBox> likely = likely(boxes, probabilities);
    List<ScoredBox> moved = moved(likely, answers, tile);
    ScanSteps steps =
        scoresAgain()
            ? again(photo, likely, moved)
            : new ScanSteps(likely, moved, moved, moved, moved, rounds());
    return new PhotoScan.TileScan(
        boxes.stream().map(box -> box.shift(tile.x(), tile.y())).toList(),
        probabilities,
        steps.last().stream()
            .map(
                c ->
                    new Detection(
                        categories.get(c.classIndex()).id(),
                        c.box().shift(tile.x(), tile.y()),
                        c.score()))
            .toList(),
        steps);
  }

  /** The boxes of a tile that get a second score, and their features where they are moved to. */
  MovedBoxes moved(Raster part, List<Box> boxes, Tile tile) {
    try (PhotoViews photo = look(part)) {
      PhotoViews.Answers answers = photo.ask(boxes);
      List<ScoredBox> moved = moved(likely(boxes, answers.probabilities()), answers, tile);
      List<Box> best = best(moved).stream().map(ScoredBox::box).toList();
      return new MovedBoxes(best, photo.ask(best).features());
    }
  }

  /** Whether moved boxes get a second score. */
  private boolean scoresAgain() {
    return rounds() > 1 || (rounds() == 1 && overlap.isPresent());
  }

  /** How often boxes are moved. */
  private int rounds() {
    return regressor.isPresent() ? options.refinements() : 0;
  }

  private List<ScoredBox> likely(List<Box> boxes, float[][] probabilities) {
    List<ScoredBox> likely = new ArrayList<>();
    for (int row = 0; row < boxes.size(); row++) {
      for (int c = 0; c < categories.size(); c++) {
        requireShare(probabilities[row][c], row, c);
        if (probabilities[row][c] >= options.minScore()) {
          likely.add(new ScoredBox(boxes.get(row), c, probabilities[row][c], row, likely.size()));
        }
      }
    }
    return likely;
  }

  /**
   * The candidates where regression puts them; those that leave the tile are dropped. The best one
   * stays where it was instead: no move makes a photo with a certain object a clean one.
   */
  private List<ScoredBox> moved(List<ScoredBox> candidates, PhotoViews.Answers answers, Tile tile) {
    if (rounds() == 0) {
      return candidates;
    }
    double best = candidates.stream().mapToDouble(ScoredBox::score).max().orElse(0);
    List<ScoredBox> moved = new ArrayList<>();
    for (ScoredBox c : candidates) {
      Optional<Box> inside =
          answers
              .refined(regressor.orElseThrow(), c.row(), c.classIndex())
              .clip(tile.width(), tile.height());
      if (inside.isPresent() || c.score() == best) {
        moved.add(c.at(inside.orElse(c.box())));
      }
    }
    return moved;
  }

  /** Encodes moved boxes and scores each again for its own class. */
  private ScanSteps again(PhotoViews photo, List<ScoredBox> likely, List<ScoredBox> moved) {
    List<ScoredBox> chosen = best(moved);
    if (chosen.isEmpty()) {
      return new ScanSteps(likely, moved, chosen, chosen, chosen, 2);
    }
    PhotoViews.Answers answers = photo.ask(chosen.stream().map(ScoredBox::box).toList());
    List<ScoredBox> rescored = new ArrayList<>();
    for (int row = 0; row < chosen.size(); row++) {
      rescored.add(chosen.get(row).scored(second(chosen.get(row), answers, row), row));
    }
    List<ScoredBox> likelyStill =
        rescored.stream().filter(c -> c.score() >= options.minScore()).toList();
    return new ScanSteps(likely, moved, chosen, rescored, likelyStill, 2);
  }

  /**
   * The score of a moved box: with two rounds the mean of both scores of its class; where the model
   * knows how well boxes fit, that counts, too.
   */
  private double second(ScoredBox moved, PhotoViews.Answers answers, int row) {
    double score = moved.score();
    if (rounds() > 1) {
      float again = answers.probabilities()[row][moved.classIndex()];
      requireShare(again, row, moved.classIndex());
      score = Math.sqrt(score * again);
    }
    if (overlap.isPresent()) {
      score = overlap.get().score(score, answers.fit(overlap.get(), row));
      requireShare((float) score, row, moved.classIndex());
    }
    return score;
  }

  /** A score that is none must not pass for a low one. */
  private static void requireShare(float score, int row, int classIndex) {
    if (!(score >= 0 && score <= 1)) {
      throw new FaultlineException(
          Problem.INPUT,
          "region "
              + row
              + ", class "
              + classIndex
              + ": score is "
              + score
              + "; it must be in [0, 1]");
    }
  }

  /** How many boxes are scored again, at most: never fewer than can be kept. */
  private int most() {
    return rounds() > 1 ? SECOND_ROUND : Math.max(FIT_ROUND, options.maxDetections());
  }

  private List<ScoredBox> best(List<ScoredBox> candidates) {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(ScoredBox::score)
                .reversed()
                .thenComparingInt(ScoredBox::row)
                .thenComparingInt(ScoredBox::classIndex))
        .limit(most())
        .toList();
  }
}
