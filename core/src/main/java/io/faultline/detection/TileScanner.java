package io.faultline.detection;

import io.faultline.classifier.RegionClassifier;
import io.faultline.dataset.Category;
import io.faultline.feature.FeatureMatrix;
import io.faultline.feature.PhotoEncoder;
import io.faultline.feature.RegionEncoder;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.regression.BoxRegressor;
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

  /** One box with one class. */
  private record Candidate(Box box, int classIndex, double score, int row) {}

  /**
   * Scans a tile.
   *
   * @param part the tile's pixels
   * @param boxes proposals in pixels of the tile
   */
  PhotoScan.TileScan scan(Raster part, List<Box> boxes, Tile tile) {
    try (PhotoEncoder photo = encoder.open(part)) {
      return scan(photo, boxes, tile);
    }
  }

  private PhotoScan.TileScan scan(PhotoEncoder photo, List<Box> boxes, Tile tile) {
    FeatureMatrix features = photo.encode(boxes);
    float[][] probabilities = classifier.probabilities(features);
    List<Candidate> likely = likely(boxes, probabilities);
    List<Candidate> moved = moved(likely, features, tile);
    if (options.refinements() > 1 && regressor.isPresent() && !moved.isEmpty()) {
      moved = rescored(photo, best(moved));
    }
    return new PhotoScan.TileScan(
        boxes.stream().map(box -> box.shift(tile.x(), tile.y())).toList(),
        probabilities,
        moved.stream()
            .map(
                c ->
                    new Detection(
                        categories.get(c.classIndex()).id(),
                        c.box().shift(tile.x(), tile.y()),
                        c.score()))
            .toList());
  }

  private List<Candidate> likely(List<Box> boxes, float[][] probabilities) {
    List<Candidate> likely = new ArrayList<>();
    for (int row = 0; row < boxes.size(); row++) {
      for (int c = 0; c < categories.size(); c++) {
        if (probabilities[row][c] >= options.minScore()) {
          likely.add(new Candidate(boxes.get(row), c, probabilities[row][c], row));
        }
      }
    }
    return likely;
  }

  /** The candidates where regression puts them; those that leave the tile are dropped. */
  private List<Candidate> moved(List<Candidate> candidates, FeatureMatrix features, Tile tile) {
    if (regressor.isEmpty() || options.refinements() == 0) {
      return candidates;
    }
    List<Candidate> moved = new ArrayList<>();
    for (Candidate c : candidates) {
      regressor
          .get()
          .refine(c.box(), features, c.row(), c.classIndex())
          .clip(tile.width(), tile.height())
          .ifPresent(box -> moved.add(new Candidate(box, c.classIndex(), c.score(), c.row())));
    }
    return moved;
  }

  /** Encodes moved boxes and scores each again for its own class. */
  private List<Candidate> rescored(PhotoEncoder photo, List<Candidate> first) {
    FeatureMatrix features = photo.encode(first.stream().map(Candidate::box).toList());
    float[][] probabilities = classifier.probabilities(features);
    List<Candidate> rescored = new ArrayList<>();
    for (int row = 0; row < first.size(); row++) {
      Candidate c = first.get(row);
      double score = Math.sqrt(c.score() * probabilities[row][c.classIndex()]);
      if (score >= options.minScore()) {
        rescored.add(new Candidate(c.box(), c.classIndex(), score, row));
      }
    }
    return rescored;
  }

  private static List<Candidate> best(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(
            Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparingInt(Candidate::row)
                .thenComparingInt(Candidate::classIndex))
        .limit(SECOND_ROUND)
        .toList();
  }
}
