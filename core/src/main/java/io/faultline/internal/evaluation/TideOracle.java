package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

  /** The detections of one class, laid out so that a resample is a pass over arrays. */
  @SuppressWarnings("ArrayRecordComponent") // Never leaves this class, and is not compared.
  private record Ranking(int[] photo, int[] hits) {
    static final Ranking NONE = new Ranking(new int[0], new int[0]);

    static Ranking of(List<Ranked> sorted) {
      return new Ranking(
          sorted.stream().mapToInt(Ranked::photo).toArray(),
          IntStream.range(0, sorted.size()).filter(i -> sorted.get(i).hit()).toArray());
    }

    boolean isEmpty(int[] drawn) {
      return Arrays.stream(photo).noneMatch(p -> drawn[p] > 0);
    }
  }

  /** Objects of one class, {@code [photos]}. */
  private static final class Truths {
    final int[] all;
    final int[] notFound;
    final int[] missed;

    Truths(int photos) {
      all = new int[photos];
      notFound = new int[photos];
      missed = new int[photos];
    }

    /** How many are left to be found, where photo {@code p} counts {@code drawn[p]} times. */
    long left(Optional<TideError> mended, int[] drawn) {
      long objects = sum(all, drawn);
      if (mended.equals(Optional.of(TideError.MISSED))) {
        return objects - sum(missed, drawn);
      }
      return objects
          - (mended.equals(Optional.of(TideError.FALSE_NEGATIVE)) ? sum(notFound, drawn) : 0);
    }

    static long sum(int[] counts, int[] drawn) {
      long sum = 0;
      for (int p = 0; p < counts.length; p++) {
        sum += (long) counts[p] * drawn[p];
      }
      return sum;
    }
  }

  private final int[] once;
  private final Map<Integer, Truths> objects = new TreeMap<>();
  private final List<TidePhoto> photos = new ArrayList<>();
  private final Map<TideError, Long> counts = new EnumMap<>(TideError.class);
  private final Map<Optional<TideError>, Map<Integer, Ranking>> rankings = new HashMap<>();

  private TideOracle(int[] once) {
    this.once = once;
  }

  static TideOracle of(DetectionMatches matches) {
    TideOracle oracle = new TideOracle(matches.eachOnce());
    int photos = matches.photos().size();
    matches.classes().forEach(one -> oracle.objects.put(one.category().id(), new Truths(photos)));
    for (int p = 0; p < matches.photos().size(); p++) {
      oracle.add(
          TidePhoto.of(matches.photos().get(p), matches.detections().get(p), matches.classes()));
    }
    return oracle;
  }

  private void add(TidePhoto photo) {
    int p = photos.size();
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
      Truths own = objects.computeIfAbsent(object.categoryId(), id -> new Truths(once.length));
      own.all[p]++;
      if (!photo.isFound(object)) {
        own.notFound[p]++;
        counts.merge(TideError.FALSE_NEGATIVE, 1L, Long::sum);
      }
      if (photo.isMissed(object)) {
        own.missed[p]++;
        counts.merge(TideError.MISSED, 1L, Long::sum);
      }
    }
  }

  long count(TideError error) {
    return counts.getOrDefault(error, 0L);
  }

  /** As it is; NaN where there is no object. */
  double ap50() {
    return ap50(Optional.empty(), once);
  }

  /** With one kind of error mended; NaN where there is no object. */
  double ap50(TideError mended) {
    return ap50(Optional.of(mended), once);
  }

  /**
   * As it is, or with one kind of error mended, where photo {@code p} counts {@code drawn[p]}
   * times; NaN where there is no object.
   */
  double ap50(Optional<TideError> mended, int[] drawn) {
    Map<Integer, Ranking> ofClasses = rankings.computeIfAbsent(mended, this::rankings);
    List<Double> values = new ArrayList<>();
    boolean any = false;
    for (Map.Entry<Integer, Truths> one : objects.entrySet()) {
      if (Truths.sum(one.getValue().all, drawn) > 0) {
        any = true;
        Ranking ranking = ofClasses.getOrDefault(one.getKey(), Ranking.NONE);
        long left = one.getValue().left(mended, drawn);
        if (left > 0) {
          values.add(AveragePrecision.of(ranking.hits(), ranking.photo(), left, drawn));
        } else if (!ranking.isEmpty(drawn)) {
          values.add(0.0);
        }
      }
    }
    double nothingLeft = any ? 1 : Double.NaN;
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(nothingLeft);
  }

  /** By category id; a mended detection stands where it would be a hit, or nowhere. */
  private Map<Integer, Ranking> rankings(Optional<TideError> mended) {
    Map<Integer, List<Ranked>> lists = new HashMap<>();
    for (int p = 0; p < photos.size(); p++) {
      for (TidePhoto.Point point : photos.get(p).points()) {
        boolean mend = point.error().isPresent() && point.error().equals(mended);
        Optional<Integer> category =
            mend ? point.mendedClass() : Optional.of(point.detection().categoryId());
        Ranked ranked =
            new Ranked(point.detection().score(), p, point.rank(), mend || point.error().isEmpty());
        category.ifPresent(id -> lists.computeIfAbsent(id, key -> new ArrayList<>()).add(ranked));
      }
    }
    Comparator<Ranked> order =
        mended.equals(Optional.of(TideError.FALSE_POSITIVE))
            ? Comparator.comparing(Ranked::hit).reversed().thenComparing(Ranked.BEST_FIRST)
            : Ranked.BEST_FIRST;
    Map<Integer, Ranking> sorted = new HashMap<>();
    lists.forEach((id, list) -> sorted.put(id, Ranking.of(list.stream().sorted(order).toList())));
    return sorted;
  }
}
