package io.faultline.internal.detection;

import io.faultline.geometry.Box;

/**
 * A box of a tile as an object of one class.
 *
 * @param box in pixels of the tile
 * @param classIndex which class, from 0
 * @param score the last one it was given
 * @param row its row in the features it was last scored by
 * @param origin its place among the tile's likely boxes, through all steps the same
 */
record ScoredBox(Box box, int classIndex, double score, int row, int origin) {
  ScoredBox at(Box moved) {
    return new ScoredBox(moved, classIndex, score, row, origin);
  }

  ScoredBox scored(double again, int newRow) {
    return new ScoredBox(box, classIndex, again, newRow, origin);
  }
}
