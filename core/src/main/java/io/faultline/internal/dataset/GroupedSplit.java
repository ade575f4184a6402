package io.faultline.internal.dataset;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Splits datasets by group (source photo, site, piece), so that no two photos of one group are on
 * different sides.
 *
 * <p>The sides are balanced as well as whole groups allow in the number of photos, of clean photos
 * and of objects of each category: groups in random order go where they fit best, then single
 * groups move while that helps (after Sechidis, Tsoumakas and Vlahavas 2011, "On the Stratification
 * of Multi-Label Data", for groups instead of samples). Every side gets at least one group, and one
 * with objects where there are enough of those. The seed alone decides among equals.
 */
public final class GroupedSplit {
  private GroupedSplit() {}

  /**
   * Holds out a part.
   *
   * @param heldOutFraction share of the photos, in (0, 1); whole groups come as near as they can
   * @throws FaultlineException with {@link Problem#USAGE} where the share is not in (0, 1), with
   *     {@link Problem#INPUT} where the rule finds fewer than two groups
   */
  public static Split of(Dataset dataset, GroupRule rule, double heldOutFraction, RunSeed seed) {
    requireShare(heldOutFraction);
    List<PhotoGroup> groups = groups(dataset, rule, 2);
    double[] shares = {1 - heldOutFraction, heldOutFraction};
    int[] side = GroupAssignment.of(groups, shares, seed.of("grouped-split"));
    return split(dataset, rule, groups, side, 1);
  }

  /** Throws {@link Problem#USAGE} where a share is not in (0, 1). */
  public static void requireShare(double heldOutFraction) {
    if (!(heldOutFraction > 0 && heldOutFraction < 1)) {
      throw new FaultlineException(
          Problem.USAGE,
          "held-out fraction is " + heldOutFraction + "; it must be between 0 and 1");
    }
  }

  /**
   * Splits into {@code k} parts, each held out once.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where {@code k} is below 2, with {@link
   *     Problem#INPUT} where the rule finds fewer than {@code k} groups
   */
  public static List<Split> folds(Dataset dataset, GroupRule rule, int k, RunSeed seed) {
    if (k < 2) {
      throw new FaultlineException(Problem.USAGE, "number of folds is " + k + "; must be >= 2");
    }
    List<PhotoGroup> groups = groups(dataset, rule, k);
    double[] shares = new double[k];
    java.util.Arrays.fill(shares, 1.0 / k);
    int[] side = GroupAssignment.of(groups, shares, seed.of("grouped-folds"));
    List<Split> folds = new ArrayList<>();
    for (int fold = 0; fold < k; fold++) {
      folds.add(split(dataset, rule, groups, side, fold));
    }
    return List.copyOf(folds);
  }

  /**
   * Throws {@link Problem#INPUT} where a rule finds fewer groups than are needed: to know that
   * before the photos are looked at, which can only join groups.
   */
  public static void requireGroups(Dataset dataset, GroupRule rule, int fewest) {
    long groups = dataset.images().stream().map(rule::group).distinct().count();
    requireGroups(groups, dataset, rule, fewest);
  }

  private static void requireGroups(long groups, Dataset dataset, GroupRule rule, int fewest) {
    if (groups < fewest) {
      throw new FaultlineException(
          Problem.INPUT,
          "group rule "
              + rule.text()
              + " finds "
              + groups
              + " groups in "
              + dataset.images().size()
              + " photos; at least "
              + fewest
              + " are needed: name another rule, such as photo (each photo on its own; --group photo"
              + " or --set data.group=photo)");
    }
  }

  private static List<PhotoGroup> groups(Dataset dataset, GroupRule rule, int fewest) {
    Map<String, List<ImageRecord>> members = new TreeMap<>();
    for (ImageRecord image : dataset.images()) {
      members.computeIfAbsent(rule.group(image), name -> new ArrayList<>()).add(image);
    }
    requireGroups(members.size(), dataset, rule, fewest);
    List<PhotoGroup> groups = new ArrayList<>();
    Map<Integer, Integer> columns = PhotoGroup.columns(dataset);
    members.forEach((name, images) -> groups.add(PhotoGroup.of(name, images, columns)));
    return groups;
  }

  private static Split split(
      Dataset dataset, GroupRule rule, List<PhotoGroup> groups, int[] side, int heldOut) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < side.length; i++) {
      if (side[i] == heldOut) {
        names.add(groups.get(i).name());
      }
    }
    Set<String> held = new HashSet<>(names);
    return new Split(
        dataset.filter(image -> !held.contains(rule.group(image))),
        dataset.filter(image -> held.contains(rule.group(image))),
        names);
  }
}
