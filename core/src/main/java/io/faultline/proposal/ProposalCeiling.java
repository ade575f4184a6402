package io.faultline.proposal;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  private static final int[] BUDGETS = {50, 100, 200, 500, 1000, 2000, 5000, 10000};

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

  /** One truth box and the best IoU with the first 50, 100, ... and all proposals. */
  private static final class Covered {
    final Box truth;
    final int categoryId;
    final double[] bestWithin;

    Covered(Box truth, int categoryId, double[] bestWithin) {
      this.truth = truth;
      this.categoryId = categoryId;
      this.bestWithin = bestWithin;
    }

    double best() {
      return bestWithin[BUDGETS.length];
    }
  }

  /**
   * Compares proposals with the truth.
   *
   * @param proposals by image id, one entry for each photo of the dataset
   * @throws IllegalArgumentException where a photo has no entry
   */
  public static ProposalCeiling of(Dataset dataset, Map<Long, Proposals> proposals) {
    List<Covered> covered = new ArrayList<>();
    long boxes = 0;
    int longest = 0;
    for (ImageRecord image : dataset.images()) {
      Proposals found = proposals.get(image.id());
      if (found == null) {
        throw new IllegalArgumentException(image.fileName() + ": has no entry of proposals");
      }
      boxes += found.boxes().size();
      longest = Math.max(longest, found.boxes().size());
      for (Annotation truth : image.annotations()) {
        if (!truth.crowd()) {
          covered.add(cover(truth, found.boxes()));
        }
      }
    }
    int photos = dataset.images().size();
    Row all = row("all", covered, BUDGETS.length);
    return new ProposalCeiling(
        photos,
        covered.size(),
        photos == 0 ? 0 : (double) boxes / photos,
        all.recallAt50(),
        all.recallAt70(),
        mabo(covered),
        bySize(covered),
        byAspect(covered),
        byBudget(covered, longest));
  }

  private static Covered cover(Annotation truth, List<Box> boxes) {
    double[] bestWithin = new double[BUDGETS.length + 1];
    double best = 0;
    int budget = 0;
    for (int i = 0; i < boxes.size(); i++) {
      while (budget < BUDGETS.length && i >= BUDGETS[budget]) {
        bestWithin[budget++] = best;
      }
      best = Math.max(best, boxes.get(i).iou(truth.box()));
    }
    while (budget <= BUDGETS.length) {
      bestWithin[budget++] = best;
    }
    return new Covered(truth.box(), truth.categoryId(), bestWithin);
  }

  private static double mabo(List<Covered> covered) {
    return covered.stream()
        .collect(
            Collectors.groupingBy(
                c -> c.categoryId, TreeMap::new, Collectors.averagingDouble(Covered::best)))
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
    for (int i = 0; i < BUDGETS.length && BUDGETS[i] < longest; i++) {
      rows.add(row("first " + BUDGETS[i], covered, i));
    }
    rows.add(row("all", covered, BUDGETS.length));
    return rows;
  }

  private static Row part(String name, List<Covered> covered, Predicate<Box> belongs) {
    return row(name, covered.stream().filter(c -> belongs.test(c.truth)).toList(), BUDGETS.length);
  }

  private static Row row(String name, List<Covered> covered, int budget) {
    double[] best = covered.stream().mapToDouble(c -> c.bestWithin[budget]).toArray();
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
