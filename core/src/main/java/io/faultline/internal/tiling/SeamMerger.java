package io.faultline.internal.tiling;

import io.faultline.detection.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one list of detections out of those of overlapping tiles, so that objects that cross a seam
 * come out whole. Per class:
 *
 * <ol>
 *   <li>Pieces of different tiles are joined where one is cut by the edge of its tile and the other
 *       goes on beyond that edge, they overlap in the strip that both tiles see, and along the seam
 *       they overlap as a continued object must ({@link Seam#continues}). A piece has one partner
 *       across each seam at most, so parallel cracks stay apart ({@link SeamMatching}); through its
 *       partners an object may run over any number of tiles. What is joined becomes its common box
 *       with the highest score.
 *   <li>A piece that is cut, found no partner, and lies (0.7 of its area) inside a larger box that
 *       goes on beyond the cut is a fragment of that object and adds only its score.
 *   <li>Greedy NMS removes what two tiles saw whole. Of boxes that one tile alone saw, all that its
 *       own suppression kept stay.
 * </ol>
 *
 * <p>Boxes of different objects that do not overlap are never joined where tiles overlap. A
 * straight object of which every tile reports its part is restored exactly. With one tile nothing
 * is joined or suppressed. The result is in {@link Detection#ORDER} and does not depend on the
 * order given.
 *
 * @param nmsIou overlap above which the lower score goes, in [0, 1]; normally the detector's own
 * @param edgeTolerancePx how close to its tile's edge a box counts as cut, in pixels; boxes of cut
 *     objects seldom end exactly at the edge
 */
public record SeamMerger(double nmsIou, double edgeTolerancePx) {
  /** A few pixels of play: half the stride of a stride-16 feature map. */
  public static final double DEFAULT_EDGE_TOLERANCE_PX = 8;

  /** Checks the ranges. */
  public SeamMerger {
    if (!(nmsIou >= 0 && nmsIou <= 1)) {
      throw new IllegalArgumentException("NMS threshold is " + nmsIou + "; it must be in [0, 1]");
    }
    if (!(edgeTolerancePx >= 0)) {
      throw new IllegalArgumentException(
          "edge tolerance is " + edgeTolerancePx + "; it must be >= 0");
    }
  }

  /** With the default tolerance. */
  public static SeamMerger of(double nmsIou) {
    return new SeamMerger(nmsIou, DEFAULT_EDGE_TOLERANCE_PX);
  }

  /**
   * Merges.
   *
   * @param plan the tiles
   * @param perTile the detections of each tile of the plan, after the detector's own NMS, in pixels
   *     of the photo
   * @throws IllegalArgumentException if there are not as many lists as tiles
   */
  public List<Detection> merge(TilePlan plan, List<List<Detection>> perTile) {
    if (perTile.size() != plan.tiles().size()) {
      throw new IllegalArgumentException(
          perTile.size() + " lists of detections for " + plan.tiles().size() + " tiles");
    }
    return kept(wholes(plan, perTile)).stream().map(SeamWhole::detection).toList();
  }

  /** What every piece became part of, before suppression over the seams. */
  public List<SeamWhole> wholes(TilePlan plan, List<List<Detection>> perTile) {
    if (perTile.size() == 1) {
      return perTile.get(0).stream()
          .map(one -> new SeamWhole(one, List.of(piece(one, plan, 0))))
          .toList();
    }
    return byClass(plan, perTile).values().stream()
        .flatMap(tiles -> joined(tiles).stream())
        .toList();
  }

  private SeamPiece piece(Detection detection, TilePlan plan, int tile) {
    return SeamPiece.of(detection, plan.tiles().get(tile), plan, edgeTolerancePx);
  }

  /** Pieces by category id, then by tile; a piece reported twice by one tile counts once. */
  private Map<Integer, Map<Integer, List<SeamPiece>>> byClass(
      TilePlan plan, List<List<Detection>> perTile) {
    Map<Integer, Map<Integer, List<SeamPiece>>> classes = new TreeMap<>();
    for (int t = 0; t < perTile.size(); t++) {
      List<Detection> sorted = perTile.get(t).stream().distinct().sorted(Detection.ORDER).toList();
      for (Detection detection : sorted) {
        classes
            .computeIfAbsent(detection.categoryId(), id -> new TreeMap<>())
            .computeIfAbsent(t, tile -> new ArrayList<>())
            .add(piece(detection, plan, t));
      }
    }
    return classes;
  }

  private List<SeamWhole> joined(Map<Integer, List<SeamPiece>> tiles) {
    SeamGroups groups = new SeamGroups(tiles.values());
    List<List<SeamPiece>> pieces = List.copyOf(tiles.values());
    for (int i = 0; i < pieces.size(); i++) {
      for (int j = 0; j < pieces.size(); j++) {
        for (Direction axis : Direction.values()) {
          List<SeamPiece> first = pieces.get(i);
          List<SeamPiece> second = pieces.get(j);
          Seam.between(axis, first.get(0).tile(), second.get(0).tile(), edgeTolerancePx)
              .ifPresent(seam -> SeamMatching.match(seam, first, second, groups::join));
        }
      }
    }
    return groups.wholes();
  }

  /** What stays of several wholes, in {@link Detection#ORDER}. */
  public List<SeamWhole> kept(List<SeamWhole> wholes) {
    List<SeamWhole> sorted = new ArrayList<>(wholes);
    sorted.sort(Comparator.comparing(SeamWhole::detection, Detection.ORDER));
    List<SeamWhole> kept = new ArrayList<>();
    for (SeamWhole one : sorted) {
      if (kept.stream().noneMatch(better -> suppresses(better, one))) {
        kept.add(one);
      }
    }
    return List.copyOf(kept);
  }

  /** Whether the better of two wholes takes the other out. */
  public boolean suppresses(SeamWhole better, SeamWhole worse) {
    return better.detection().categoryId() == worse.detection().categoryId()
        && better.detection().box().iou(worse.detection().box()) > nmsIou
        && !better.seenByTheTileOf(worse);
  }
}
