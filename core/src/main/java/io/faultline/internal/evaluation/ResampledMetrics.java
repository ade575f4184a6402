package io.faultline.internal.evaluation;

import io.faultline.internal.bundle.Thresholds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The numbers of one run over all resamples. Two runs on the same photos, resampled by the same
 * options, see the same draws, so that their differences are paired.
 */
final class ResampledMetrics {
  private static final String OF_CLASS = "#";

  private final double confidence;

  /** By name: of the photos as they are, then of every resample; NaN where undefined. */
  private final Map<String, double[]> values = new LinkedHashMap<>();

  private ResampledMetrics(double confidence) {
    this.confidence = confidence;
  }

  static ResampledMetrics of(
      DetectionMatches matches,
      Thresholds thresholds,
      PhotoUnits units,
      BootstrapInterval.Options options) {
    ResampledMetrics metrics = new ResampledMetrics(options.confidence());
    Sample sample = new Sample(matches, thresholds);
    for (int r = 0; r <= options.resamples(); r++) {
      int[] drawn = r == 0 ? units.once() : options.drawn(units, r - 1);
      for (Map.Entry<String, Double> number : sample.numbers(drawn).entrySet()) {
        metrics
                .values
                .computeIfAbsent(number.getKey(), name -> new double[options.resamples() + 1])[r] =
            number.getValue();
      }
    }
    return metrics;
  }

  /** Where a number lies; empty where it is undefined. */
  Optional<BootstrapInterval> interval(String name) {
    return interval(of(name));
  }

  /** Where a number of one class lies. */
  Optional<BootstrapInterval> interval(int categoryId, String name) {
    return interval(of(key(categoryId, name)));
  }

  /** How much greater a number is here than in another run over the same photos. */
  Optional<BootstrapInterval> difference(ResampledMetrics other, String name) {
    double[] ours = of(name);
    double[] theirs = other.of(name);
    double[] gaps = new double[ours.length];
    Arrays.setAll(gaps, i -> ours[i] - theirs[i]);
    return interval(gaps);
  }

  /** A number of the photos as they are; NaN where it is undefined. */
  double estimate(String name) {
    return of(name)[0];
  }

  private double[] of(String name) {
    double[] found = values.get(name);
    return found == null ? new double[] {Double.NaN} : found;
  }

  private Optional<BootstrapInterval> interval(double[] all) {
    return BootstrapInterval.of(all[0], Arrays.copyOfRange(all, 1, all.length), confidence);
  }

  private static String key(int categoryId, String name) {
    return name + OF_CLASS + categoryId;
  }

  /** One run, laid out so that the numbers of a resample are quick sums. */
  private static final class Sample {
    private final List<AveragePrecision> classes = new ArrayList<>();
    private final Map<Integer, ObjectTally> tallies = new TreeMap<>();
    private final ObjectTally objects;
    private final ImageTally photos;
    private final Map<Integer, AreaTally> areas;
    private final AreaTally area;

    Sample(DetectionMatches matches, Thresholds thresholds) {
      int count = matches.photos().size();
      for (ClassMatches one : matches.classes()) {
        classes.add(new AveragePrecision(one, AreaRange.ALL));
        tallies.put(one.category().id(), ObjectTally.of(List.of(one), count, thresholds));
      }
      objects = ObjectTally.of(matches, thresholds);
      photos = ImageTally.of(matches, thresholds);
      areas = AreaTally.perClass(matches, thresholds);
      area = AreaTally.sum(areas.values(), count, thresholds);
    }

    Map<String, Double> numbers(int[] drawn) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      List<double[]> precisions = classes.stream().map(one -> one.of(drawn)).toList();
      numbers.put(Evaluation.AP, mean(precisions, 0, PhotoMatcher.thresholds()));
      numbers.put(Evaluation.AP50, mean(precisions, CocoMetrics.IOU_50, CocoMetrics.IOU_50 + 1));
      numbers.put(Evaluation.AP75, mean(precisions, CocoMetrics.IOU_75, CocoMetrics.IOU_75 + 1));
      ObjectRates rates = objects.rates(drawn);
      numbers.put(Evaluation.PRECISION, number(rates.precision()));
      numbers.put(Evaluation.RECALL, number(rates.recall()));
      numbers.put(Evaluation.F1, number(rates.f1()));
      ImageLevelRates whole = photos.rates(drawn);
      numbers.put(Evaluation.MISSED_CRACK_RATE, number(whole.missedCrackRate()));
      numbers.put(Evaluation.FALSE_ALARM_RATE, number(whole.falseAlarmRate()));
      AreaCoverage all = area.coverage(drawn);
      numbers.put(Evaluation.AREA_COVERED, number(all.coveredShare()));
      numbers.put(Evaluation.AREA_ON_OBJECTS, number(all.onObjectsShare()));
      areas.forEach(
          (id, tally) -> {
            AreaCoverage own = tally.coverage(drawn);
            numbers.put(key(id, Evaluation.AREA_COVERED), number(own.coveredShare()));
            numbers.put(key(id, Evaluation.AREA_ON_OBJECTS), number(own.onObjectsShare()));
          });
      int index = 0;
      for (Map.Entry<Integer, ObjectTally> tally : tallies.entrySet()) {
        int id = tally.getKey();
        ObjectRates own = tally.getValue().rates(drawn);
        numbers.put(key(id, Evaluation.AP50), precisions.get(index++)[CocoMetrics.IOU_50]);
        numbers.put(key(id, Evaluation.PRECISION), number(own.precision()));
        numbers.put(key(id, Evaluation.RECALL), number(own.recall()));
      }
      return numbers;
    }

    /** Over thresholds and then over the classes that have objects, as {@link CocoMetrics} does. */
    private static double mean(List<double[]> classes, int from, int to) {
      return classes.stream()
          .filter(one -> !Double.isNaN(one[from]))
          .mapToDouble(one -> Arrays.stream(one, from, to).average().orElseThrow())
          .average()
          .orElse(Double.NaN);
    }

    private static double number(OptionalDouble value) {
      return value.orElse(Double.NaN);
    }
  }
}
