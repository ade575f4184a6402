package io.faultline.internal.proposal;

import static io.faultline.internal.proposal.Coverage.BUDGETS;

import io.faultline.geometry.Box;
import io.faultline.internal.proposal.Coverage.Covered;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a detector can find at most: how well proposals cover the ground truth, before any training.
 * Crowds are left out. Where there is no truth to cover, a share is {@link #UNDEFINED}.
 *
 * @param photos how many photos
 * @param objects how many truth boxes
 * @param boxesPerPhoto mean number of proposals
 * @param recallAt50 share of truth boxes with a proposal of IoU >= 0.5
 * @param recallAt70 share of truth boxes with a proposal of IoU >= 0.7
 * @param mabo mean average best overlap (Uijlings et al. 2013, section 5): the best IoU of each
 *     truth box, averaged in each category, then over the categories that have truth
 * @param bySize one row per size of truth box as COCO divides them, by the box's area
 * @param byAspect one row per shape of truth box, width to height
 * @param byBudget the same with only the first N proposals of each photo, N ascending; the last row
 *     has all
 */
public record ProposalCeiling(
    long photos,
    long objects,
    double boxesPerPhoto,
    double recallAt50,
    double recallAt70,
    double mabo,
    List<Row> bySize,
    List<Row> byAspect,
    List<Row> byBudget) {
  /** A share of nothing. */
  public static final double UNDEFINED = -1;

  /** Copies the lists. */
  public ProposalCeiling {
    bySize = List.copyOf(bySize);
    byAspect = List.copyOf(byAspect);
    byBudget = List.copyOf(byBudget);
  }

  /**
   * A part of the truth, or of the proposals.
   *
   * @param name such as {@code small (< 32x32)} or {@code first 500}
   * @param objects how many truth boxes
   * @param recallAt50 as in {@link ProposalCeiling}
   * @param recallAt70 as in {@link ProposalCeiling}
   * @param averageBestOverlap mean of the best IoUs over these truth boxes
   */
  public record Row(
      String name, long objects, double recallAt50, double recallAt70, double averageBestOverlap) {}

  /** Sums up how well each photo is covered. */
  public static ProposalCeiling of(List<Coverage> photos) {
    List<Covered> covered = photos.stream().flatMap(photo -> photo.objects().stream()).toList();
    IntSummaryStatistics boxes = photos.stream().mapToInt(Coverage::boxes).summaryStatistics();
    Row all = row("all", covered, BUDGETS.size());
    return new ProposalCeiling(
        photos.size(),
        covered.size(),
        boxes.getAverage(),
        all.recallAt50(),
        all.recallAt70(),
        mabo(covered),
        bySize(covered),
        byAspect(covered),
        byBudget(covered, boxes.getMax()));
  }

  private static double mabo(List<Covered> covered) {
    return covered.stream()
        .collect(
            Collectors.groupingBy(
                c -> c.truth().categoryId(),
                TreeMap::new,
                Collectors.averagingDouble(Covered::iou)))
        .values()
        .stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(UNDEFINED);
  }

  private static List<Row> bySize(List<Covered> covered) {
    return List.of(
        part("small (< 32x32)", covered, box -> box.area() < 32 * 32),
        part("medium (< 96x96)", covered, box -> box.area() >= 32 * 32 && box.area() < 96 * 96),
        part("large", covered, box -> box.area() >= 96 * 96));
  }

  private static List<Row> byAspect(List<Covered> covered) {
    return List.of(
        part("tall (below 1:4)", covered, box -> 4 * box.width() < box.height()),
        part(
            "upright (1:4 to 1:2)",
            covered,
            box -> 4 * box.width() >= box.height() && 2 * box.width() < box.height()),
        part(
            "square (1:2 to 2:1)",
            covered,
            box -> 2 * box.width() >= box.height() && box.width() <= 2 * box.height()),
        part(
            "lying (2:1 to 4:1)",
            covered,
            box -> box.width() > 2 * box.height() && box.width() <= 4 * box.height()),
        part("wide (above 4:1)", covered, box -> box.width() > 4 * box.height()));
  }

  private static List<Row> byBudget(List<Covered> covered, int longest) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < BUDGETS.size() && BUDGETS.get(i) < longest; i++) {
      rows.add(row("first " + BUDGETS.get(i), covered, i));
    }
    rows.add(row("all", covered, BUDGETS.size()));
    return rows;
  }

  private static Row part(String name, List<Covered> covered, Predicate<Box> belongs) {
    return row(
        name, covered.stream().filter(c -> belongs.test(c.truth().box())).toList(), BUDGETS.size());
  }

  private static Row row(String name, List<Covered> covered, int budget) {
    double[] best = covered.stream().mapToDouble(c -> c.bestWithin().get(budget)).toArray();
    return new Row(
        name,
        best.length,
        shareAtLeast(best, 0.5),
        shareAtLeast(best, 0.7),
        Arrays.stream(best).average().orElse(UNDEFINED));
  }

  private static double shareAtLeast(double[] best, double iou) {
    return best.length == 0
        ? UNDEFINED
        : (double) Arrays.stream(best).filter(value -> value >= iou).count() / best.length;
  }
}
