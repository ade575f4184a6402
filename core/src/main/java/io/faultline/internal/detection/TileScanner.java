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
import io.faultline.internal.tiling.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Scores the proposals of one tile and moves the likely ones onto their objects. With two rounds of
 * refinement the moved boxes are encoded and scored again, and moved once more: a score then speaks
 * of the box it stands beside (iterative localisation, Gidaris and Komodakis 2015).
 */
record TileScanner(
    RegionEncoder encoder,
    RegionClassifier classifier,
    Optional<BoxRegressor> regressor,
    List<Category> categories,
    DetectorOptions options) {

  /** Boxes that a second round looks at, at most. */
  private static final int SECOND_ROUND = 300;

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
        rounds() > 1
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
    float[][] probabilities =
        photo.ask(chosen.stream().map(ScoredBox::box).toList()).probabilities();
    List<ScoredBox> rescored = new ArrayList<>();
    for (int row = 0; row < chosen.size(); row++) {
      ScoredBox c = chosen.get(row);
      requireShare(probabilities[row][c.classIndex()], row, c.classIndex());
      rescored.add(c.scored(Math.sqrt(c.score() * probabilities[row][c.classIndex()]), row));
    }
    List<ScoredBox> likelyStill =
        rescored.stream().filter(c -> c.score() >= options.minScore()).toList();
    return new ScanSteps(likely, moved, chosen, rescored, likelyStill, 2);
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

  private static List<ScoredBox> best(List<ScoredBox> candidates) {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(ScoredBox::score)
                .reversed()
                .thenComparingInt(ScoredBox::row)
                .thenComparingInt(ScoredBox::classIndex))
        .limit(SECOND_ROUND)
        .toList();
  }
}
