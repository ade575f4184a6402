package io.faultline.internal.tiling;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pieces of one class that turned out to be one object: union-find over all pieces. */
final class SeamGroups {
  private final List<SeamPiece> pieces = new ArrayList<>();
  private final Map<SeamPiece, Integer> index = new HashMap<>();
  private final int[] parent;

  SeamGroups(Collection<List<SeamPiece>> tiles) {
    for (List<SeamPiece> tile : tiles) {
      for (SeamPiece piece : tile) {
        index.put(piece, pieces.size());
        pieces.add(piece);
      }
    }
    parent = new int[pieces.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
  }

  void join(SeamPiece a, SeamPiece b) {
    int rootA = root(index(a));
    int rootB = root(index(b));
    parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  /** One whole per object; left-over fragments have given their score to it. */
  List<SeamWhole> wholes() {
    Map<Integer, Detection> objects = new TreeMap<>();
    Map<Integer, List<SeamPiece>> members = new TreeMap<>();
    for (int i = 0; i < parent.length; i++) {
      objects.merge(root(i), pieces.get(i).detection(), SeamGroups::cover);
      members.computeIfAbsent(root(i), root -> new ArrayList<>()).add(pieces.get(i));
    }
    List<Integer> alone = new ArrayList<>();
    members.forEach(
        (i, own) -> {
          if (own.size() == 1 && own.get(0).cut()) {
            alone.add(i);
          }
        });
    // Small ones first, so that a score climbs through nested boxes up to the one that stays.
    alone.sort(Comparator.comparingDouble(i -> pieces.get(i).box().area()));
    for (int i : alone) {
      absorb(i, objects, members);
    }
    List<SeamWhole> wholes = new ArrayList<>();
    objects.forEach(
        (i, whole) -> wholes.add(new SeamWhole(whole, members.getOrDefault(i, List.of()))));
    return wholes;
  }

  /** Of several boxes that hold a fragment, the one most like it is its whole. */
  private void absorb(
      int i, Map<Integer, Detection> objects, Map<Integer, List<SeamPiece>> members) {
    Box part = pieces.get(i).box();
    objects.entrySet().stream()
        .filter(entry -> pieces.get(i).partOf(entry.getValue().box()))
        .max(
            Comparator.comparingDouble(
                (Map.Entry<Integer, Detection> entry) -> entry.getValue().box().iou(part)))
        .ifPresent(
            whole -> {
              Detection old = whole.getValue();
              double score = Math.max(old.score(), pieces.get(i).detection().score());
              objects.put(whole.getKey(), new Detection(old.categoryId(), old.box(), score));
              objects.remove(i);
              members.merge(
                  whole.getKey(), members.getOrDefault(i, List.of()), SeamGroups::together);
            });
  }

  private static List<SeamPiece> together(List<SeamPiece> a, List<SeamPiece> b) {
    List<SeamPiece> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  private static Detection cover(Detection a, Detection b) {
    return new Detection(a.categoryId(), a.box().cover(b.box()), Math.max(a.score(), b.score()));
  }

  private int index(SeamPiece piece) {
    Integer i = index.get(piece);
    if (i == null) {
      throw new IllegalStateException("a piece of another class: " + piece);
    }
    return i;
  }

  private int root(int i) {
    int root = i;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }
}
