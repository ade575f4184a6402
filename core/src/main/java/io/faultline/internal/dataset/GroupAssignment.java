package io.faultline.internal.dataset;

import java.util.List;
import java.util.SplittableRandom;

/** Gives each group a side so that every count comes near the side's share of its total. */
final class GroupAssignment {
  private static final int MAX_ROUNDS = 20;
  private static final double WORTH_A_MOVE = 1e-12;

  private final List<PhotoGroup> groups;
  private final double[] shares;
  private final int kinds;

  /** {@code [side][kind]}. */
  private final double[][] sums;

  private final double[] totals;
  private final double[] positives;
  private final int[] members;
  private final int[] side;

  private GroupAssignment(List<PhotoGroup> groups, double[] shares) {
    this.groups = groups;
    this.shares = shares;
    this.kinds = groups.get(0).counts().size();
    this.sums = new double[shares.length][kinds];
    this.totals = new double[kinds];
    this.positives = new double[shares.length];
    this.members = new int[shares.length];
    this.side = new int[groups.size()];
    for (PhotoGroup group : groups) {
      for (int kind = 0; kind < kinds; kind++) {
        totals[kind] += group.counts().get(kind);
      }
    }
  }

  /**
   * Assigns.
   *
   * @param shares of each side, adding up to 1; at most as many as groups
   * @return the side of each group
   */
  static int[] of(List<PhotoGroup> groups, double[] shares, SplittableRandom random) {
    GroupAssignment assignment = new GroupAssignment(groups, shares);
    int[] order = shuffled(groups.size(), random);
    assignment.place(order);
    assignment.improve(order);
    assignment.fill(order);
    return assignment.side;
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private void place(int[] order) {
    for (int group : order) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int to = 0; to < shares.length; to++) {
        double cost = costWith(to, group, 1) - costWith(to, group, 0);
        if (cost < least) {
          least = cost;
          best = to;
        }
      }
      add(best, group, 1);
      side[group] = best;
    }
  }

  private void improve(int[] order) {
    boolean moved = true;
    for (int round = 0; round < MAX_ROUNDS && moved; round++) {
      moved = false;
      for (int group : order) {
        int from = side[group];
        double freed = costWith(from, group, 0) - costWith(from, group, -1);
        for (int to = 0; to < shares.length; to++) {
          double paid = costWith(to, group, 1) - costWith(to, group, 0);
          if (to != from && paid < freed - WORTH_A_MOVE) {
            move(group, to);
            moved = true;
            break;
          }
        }
      }
    }
  }

  /** Gives every side a group, and one with objects, as far as others can spare one. */
  private void fill(int[] order) {
    for (int to = 0; to < shares.length; to++) {
      if (members[to] == 0) {
        takeCheapest(order, to, false);
      }
    }
    for (int to = 0; to < shares.length; to++) {
      if (positives[to] == 0) {
        takeCheapest(order, to, true);
      }
    }
  }

  private void takeCheapest(int[] order, int to, boolean withObjects) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int group : order) {
      double objects = groups.get(group).positives();
      int from = side[group];
      boolean spared =
          from != to
              && members[from] > 1
              && (!withObjects || (objects > 0 && positives[from] > objects));
      double cost = spared ? costWith(to, group, 1) + costWith(from, group, -1) : least;
      if (spared && cost < least) {
        least = cost;
        best = group;
      }
    }
    if (best >= 0) {
      move(best, to);
    }
  }

  private void move(int group, int to) {
    add(side[group], group, -1);
    add(to, group, 1);
    side[group] = to;
  }

  private void add(int to, int group, int sign) {
    for (int kind = 0; kind < kinds; kind++) {
      sums[to][kind] += sign * groups.get(group).counts().get(kind);
    }
    positives[to] += sign * groups.get(group).positives();
    members[to] += sign;
  }

  /** How far a side is from its share, relative to the share, with a group added or removed. */
  private double costWith(int to, int group, int sign) {
    double cost = 0;
    for (int kind = 0; kind < kinds; kind++) {
      if (totals[kind] > 0) {
        double sum = sums[to][kind] + sign * groups.get(group).counts().get(kind);
        double gap = sum / totals[kind] - shares[to];
        cost += gap * gap / shares[to];
      }
    }
    return cost;
  }
}
