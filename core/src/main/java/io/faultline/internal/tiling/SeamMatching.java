package io.faultline.internal.tiling;

import io.faultline.detection.Detection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Decides which pieces on both sides of a seam belong together. Each piece gets at most one
 * partner, and partners keep their order along the seam: cracks side by side stay side by side. Of
 * all such pairings the best one is taken, where every pair counts one, because what is cut must go
 * on somewhere, plus how well both agree. This is an alignment of two sequences, solved by dynamic
 * programming in pieces times pieces.
 *
 * <p>What both tiles saw alike is paired too, so that it is not free for another, but left to NMS.
 * Where a fragment got the partner and the larger piece that holds it got none, they change places.
 */
final class SeamMatching {
  /** From this IoU on, two tiles saw the same piece; neither is then free for another. */
  private static final double SAME = 0.5;

  private SeamMatching() {}

  /** One piece of each side. */
  private record Pair(SeamPiece a, SeamPiece b) {}

  /** Calls {@code join} for every pair. */
  static void match(
      Seam seam,
      List<SeamPiece> first,
      List<SeamPiece> second,
      BiConsumer<SeamPiece, SeamPiece> join) {
    List<SeamPiece> a = sorted(seam, first);
    List<SeamPiece> b = sorted(seam, second);
    double[][] gain = new double[a.size()][b.size()];
    double[][] best = new double[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        gain[i][j] = gain(seam, a.get(i), b.get(j));
        double skip = Math.max(best[i + 1][j], best[i][j + 1]);
        best[i][j] = Math.max(skip, gain[i][j] > 0 ? gain[i][j] + best[i + 1][j + 1] : 0);
      }
    }
    for (Pair pair : pairs(a, b, gain, best)) {
      if (!seam.continues(pair.a().box(), pair.b().box())) {
        continue;
      }
      SeamPiece wholeA = whole(pair.a(), a, piece -> seam.continues(piece.box(), pair.b().box()));
      a.remove(wholeA);
      SeamPiece wholeB = whole(pair.b(), b, piece -> seam.continues(wholeA.box(), piece.box()));
      b.remove(wholeB);
      join.accept(wholeA, wholeB);
    }
  }

  /** Walks the table from the start and takes the matched pieces out of both lists. */
  private static List<Pair> pairs(
      List<SeamPiece> a, List<SeamPiece> b, double[][] gain, double[][] best) {
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      if (gain[i][j] > 0 && best[i][j] == gain[i][j] + best[i + 1][j + 1]) {
        pairs.add(new Pair(a.get(i++), b.get(j++)));
      } else if (best[i][j] == best[i + 1][j]) {
        i++;
      } else {
        j++;
      }
    }
    for (Pair pair : pairs) {
      a.remove(pair.a());
      b.remove(pair.b());
    }
    return pairs;
  }

  /** The largest unmatched piece that holds this one and fits as well, or the piece itself. */
  private static SeamPiece whole(
      SeamPiece piece, List<SeamPiece> unmatched, Predicate<SeamPiece> fits) {
    return unmatched.stream()
        .filter(other -> piece.fragmentOf(other) && fits.test(other))
        .max(Comparator.comparingDouble(other -> other.box().area()))
        .orElse(piece);
  }

  /** What a pair counts: at least 1, or 0 where the two cannot be one object. */
  private static double gain(Seam seam, SeamPiece a, SeamPiece b) {
    double iou = a.box().iou(b.box());
    boolean one = iou >= SAME || seam.continues(a.box(), b.box());
    return one ? 1 + seam.agreement(a.box(), b.box()) + iou : 0;
  }

  private static List<SeamPiece> sorted(Seam seam, List<SeamPiece> pieces) {
    List<SeamPiece> sorted = new ArrayList<>(pieces);
    Direction across = seam.axis().across();
    sorted.sort(
        Comparator.comparingDouble(
                (SeamPiece piece) -> across.low(piece.box()) + across.high(piece.box()))
            .thenComparing(SeamPiece::detection, Detection.ORDER));
    return sorted;
  }
}
