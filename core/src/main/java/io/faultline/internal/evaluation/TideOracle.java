package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** AP at IoU 0.5 of a run as it is, and with one kind of error mended. */
final class TideOracle {
  /** A detection in a ranking of one class, from whatever photo. */
  private record Ranked(double score, int photo, int rank, boolean hit) {
    static final Comparator<Ranked> BEST_FIRST =
        Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparingInt(Ranked::photo)
            .thenComparingInt(Ranked::rank);
  }

  /** Objects of one class. */
  private static final class Truths {
    long all;
    long notFound;
    long missed;
  }

  private final Map<Integer, Truths> objects = new TreeMap<>();
  private final List<TidePhoto> photos = new ArrayList<>();
  private final Map<TideError, Long> counts = new EnumMap<>(TideError.class);

  private TideOracle() {}

  static TideOracle of(DetectionMatches matches) {
    TideOracle oracle = new TideOracle();
    matches.classes().forEach(one -> oracle.objects.put(one.category().id(), new Truths()));
    for (int p = 0; p < matches.photos().size(); p++) {
      oracle.add(
          TidePhoto.of(matches.photos().get(p), matches.detections().get(p), matches.classes()));
    }
    return oracle;
  }

  private void add(TidePhoto photo) {
    photos.add(photo);
    for (TidePhoto.Point point : photo.points()) {
      point
          .error()
          .ifPresent(
              error -> {
                counts.merge(error, 1L, Long::sum);
                counts.merge(TideError.FALSE_POSITIVE, 1L, Long::sum);
              });
    }
    for (Annotation object : photo.objects()) {
      Truths own = objects.computeIfAbsent(object.categoryId(), id -> new Truths());
      own.all++;
      if (!photo.isFound(object)) {
        own.notFound++;
        counts.merge(TideError.FALSE_NEGATIVE, 1L, Long::sum);
      }
      if (photo.isMissed(object)) {
        own.missed++;
        counts.merge(TideError.MISSED, 1L, Long::sum);
      }
    }
  }

  long count(TideError error) {
    return counts.getOrDefault(error, 0L);
  }

  /** As it is; NaN where there is no object. */
  double ap50() {
    return ap50(Optional.empty());
  }

  /** With one kind of error mended; NaN where there is no object. */
  double ap50(TideError mended) {
    return ap50(Optional.of(mended));
  }

  private double ap50(Optional<TideError> mended) {
    Map<Integer, List<Ranked>> rankings = rankings(mended);
    List<Double> values = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<Integer, Truths> one : objects.entrySet()) {
      if (one.getValue().all > 0) {
        any = true;
        List<Ranked> ranking = rankings.getOrDefault(one.getKey(), List.of());
        long left = left(one.getValue(), mended);
        if (left > 0) {
          values.add(precision(ranking, left, mended));
        } else if (!ranking.isEmpty()) {
          values.add(0.0);
        }
      }
    }
    double nothingLeft = any ? 1 : Double.NaN;
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(nothingLeft);
  }

  private static long left(Truths objects, Optional<TideError> mended) {
    if (mended.equals(Optional.of(TideError.MISSED))) {
      return objects.all - objects.missed;
    }
    return objects.all
        - (mended.equals(Optional.of(TideError.FALSE_NEGATIVE)) ? objects.notFound : 0);
  }

  private static double precision(List<Ranked> ranking, long left, Optional<TideError> mended) {
    Comparator<Ranked> order =
        mended.equals(Optional.of(TideError.FALSE_POSITIVE))
            ? Comparator.comparing(Ranked::hit).reversed().thenComparing(Ranked.BEST_FIRST)
            : Ranked.BEST_FIRST;
    List<Ranked> sorted = ranking.stream().sorted(order).toList();
    boolean[] hit = new boolean[sorted.size()];
    for (int i = 0; i < hit.length; i++) {
      hit[i] = sorted.get(i).hit();
    }
    return AveragePrecision.of(hit, left);
  }

  /** By category id; a mended detection stands where it would be a hit, or nowhere. */
  private Map<Integer, List<Ranked>> rankings(Optional<TideError> mended) {
    Map<Integer, List<Ranked>> rankings = new HashMap<>();
    for (int p = 0; p < photos.size(); p++) {
      for (TidePhoto.Point point : photos.get(p).points()) {
        boolean mend = point.error().isPresent() && point.error().equals(mended);
        Optional<Integer> category =
            mend ? point.mendedClass() : Optional.of(point.detection().categoryId());
        Ranked ranked =
            new Ranked(point.detection().score(), p, point.rank(), mend || point.error().isEmpty());
        category.ifPresent(
            id -> rankings.computeIfAbsent(id, key -> new ArrayList<>()).add(ranked));
      }
    }
    return rankings;
  }
}
