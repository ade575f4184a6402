package io.faultline.internal.detection;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.tiling.TilePlan;
import java.util.List;

/**
 * Every region of a photo that was proposed and scored, and what became of the likely ones, before
 * anything is suppressed.
 *
 * @param plan the tiles that the photo was read in; a small photo is one tile
 * @param tiles what was scored in each tile, in the plan's order
 */
public record PhotoScan(TilePlan plan, List<PhotoScan.TileScan> tiles) {

  /** Copies the list. */
  public PhotoScan {
    tiles = List.copyOf(tiles);
  }

  /** The regions of one tile; immutable. */
  public static final class TileScan {
    private final List<Box> boxes;
    private final float[][] probabilities;
    private final List<Detection> candidates;
    private final ScanSteps steps;

    TileScan(
        List<Box> boxes, float[][] probabilities, List<Detection> candidates, ScanSteps steps) {
      this.boxes = List.copyOf(boxes);
      this.probabilities = probabilities;
      this.candidates = List.copyOf(candidates);
      this.steps = steps;
    }

    /** A tile in which nothing was looked for. */
    static TileScan skipped() {
      ScanSteps none = new ScanSteps(List.of(), List.of(), List.of(), List.of(), List.of(), 0);
      return new TileScan(List.of(), new float[0][], List.of(), none);
    }

    /** What detections come from, without what else is known of every box. */
    TileScan candidatesOnly() {
      ScanSteps none = new ScanSteps(List.of(), List.of(), List.of(), List.of(), List.of(), 0);
      return new TileScan(List.of(), new float[0][], candidates, none);
    }

    /** The proposed boxes, in pixels of the photo. */
    public List<Box> boxes() {
      return boxes;
    }

    /** The probability that a proposed box holds an object of a class, in [0, 1]. */
    public double probability(int box, int classIndex) {
      return probabilities[box][classIndex];
    }

    /** Likely boxes after regression with their last scores, in pixels of the photo. */
    public List<Detection> candidates() {
      return candidates;
    }

    /** How they came about; the last step is {@link #candidates()} in pixels of the tile. */
    ScanSteps steps() {
      return steps;
    }
  }
}
