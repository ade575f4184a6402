package io.faultline.internal.evaluation;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * F-beta at every score at IoU 0.5 with all classes counted together, so that a class that is found
 * rarely, or badly, weighs no more than its objects and its false alarms do; or of one class alone.
 * F-beta is the harmonic mean of precision and recall in which recall counts beta times as much
 * (van Rijsbergen 1979, "Information Retrieval", chapter 7).
 */
public final class FBetaCurve {
  private static final int IOU_50 = 0;

  /** Standard errors within which two thresholds count as alike. */
  private static final double ERRORS = 0.5;

  /** Best score first. */
  private final List<Judged> judged;

  /** Objects to be found in each photo. */
  private final int[] objects;

  private FBetaCurve(List<Judged> judged, int[] objects) {
    this.judged = judged;
    this.objects = objects;
  }

  private record Judged(double score, boolean hit, int photo) {}

  /**
   * A place on the curve.
   *
   * @param threshold the lowest score kept
   * @param value the F-beta reached there, in (0, 1]
   */
  public record Point(double threshold, double value) {}

  /**
   * Lays detections beside the truth.
   *
   * @throws FaultlineException with {@link Problem#INPUT} for detections of a photo that is not in
   *     the dataset
   */
  public static FBetaCurve of(Dataset truth, List<ImageDetections> detections) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    return of(matches, matches.classes());
  }

  /**
   * As above, of each class alone.
   *
   * @return by category id, ascending
   */
  public static Map<Integer, FBetaCurve> perClass(Dataset truth, List<ImageDetections> detections) {
    DetectionMatches matches = DetectionMatches.of(truth, detections);
    Map<Integer, FBetaCurve> curves = new TreeMap<>();
    for (ClassMatches one : matches.classes()) {
      curves.put(one.category().id(), of(matches, List.of(one)));
    }
    return curves;
  }

  private static FBetaCurve of(DetectionMatches matches, List<ClassMatches> classes) {
    int[] objects = new int[matches.photos().size()];
    List<Judged> judged = new ArrayList<>();
    for (ClassMatches one : classes) {
      for (int photo = 0; photo < objects.length; photo++) {
        objects[photo] += one.objects(AreaRange.ALL, photo);
      }
      for (int i = 0; i < one.size(); i++) {
        boolean hit = one.hit(AreaRange.ALL, i, IOU_50);
        if (hit || !one.ignored(AreaRange.ALL, i, IOU_50)) {
          judged.add(new Judged(one.score(i), hit, one.photo(i)));
        }
      }
    }
    judged.sort(Comparator.comparingDouble(Judged::score).reversed());
    return new FBetaCurve(judged, objects);
  }

  /** How many objects there are to be found. */
  public int objects() {
    return Arrays.stream(objects).sum();
  }

  /**
   * The highest point, of equal ones that of the highest threshold; empty where nothing is found at
   * any.
   *
   * @param beta how much more recall counts than precision, above 0; 1 is F1
   */
  public Optional<Point> highest(double beta) {
    double[] values = values(beta, PhotoUnits.each(objects.length).once());
    return highest(values).map(i -> point(i, values));
  }

  /**
   * The point of the lowest threshold that photos like these could as well have put highest: its
   * F-beta lies within half a standard error of the difference from the highest, taken by a
   * bootstrap over photos. Of the thresholds that are as good as the best this one loses the fewest
   * objects (the one-standard-error rule of Breiman, Friedman, Olshen and Stone 1984, section
   * 3.4.3, with half of it).
   *
   * @param beta as in {@link #highest(double)}
   * @param options how photos are drawn
   */
  public Optional<Point> lowestAlike(double beta, BootstrapInterval.Options options) {
    PhotoUnits units = PhotoUnits.each(objects.length);
    double[] values = values(beta, units.once());
    return highest(values)
        .map(
            best -> {
              double[] error = errors(beta, best, units, options);
              int lowest = best;
              for (int i = best; i < values.length; i++) {
                lowest = threshold(i) && values[i] >= values[best] - ERRORS * error[i] ? i : lowest;
              }
              return point(lowest, values);
            });
  }

  /** The standard deviation over resamples of each point's difference from one of them. */
  private double[] errors(
      double beta, int reference, PhotoUnits units, BootstrapInterval.Options options) {
    double[] sum = new double[judged.size()];
    double[] squares = new double[judged.size()];
    for (int r = 0; r < options.resamples(); r++) {
      double[] values = values(beta, options.drawn(units, r));
      for (int i = 0; i < values.length; i++) {
        double difference = values[i] - values[reference];
        sum[i] += difference;
        squares[i] += difference * difference;
      }
    }
    double[] errors = new double[judged.size()];
    for (int i = 0; i < errors.length; i++) {
      double mean = sum[i] / options.resamples();
      errors[i] = Math.sqrt(Math.max(0, squares[i] / options.resamples() - mean * mean));
    }
    return errors;
  }

  /**
   * F-beta with everything down to each detection.
   *
   * @param drawn how often each photo counts
   */
  private double[] values(double beta, int[] drawn) {
    double weight = beta * beta;
    long wanted = 0;
    for (int photo = 0; photo < objects.length; photo++) {
      wanted += (long) objects[photo] * drawn[photo];
    }
    double[] values = new double[judged.size()];
    long hits = 0;
    long all = 0;
    for (int i = 0; i < values.length; i++) {
      Judged one = judged.get(i);
      all += drawn[one.photo()];
      hits += one.hit() ? drawn[one.photo()] : 0;
      values[i] = hits == 0 ? 0 : (1 + weight) * hits / (all + weight * wanted);
    }
    return values;
  }

  private Optional<Integer> highest(double[] values) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (threshold(i) && values[i] > (best < 0 ? 0 : values[best])) {
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  /** Whether the next detection scores lower: a threshold fits between both. */
  private boolean threshold(int i) {
    return i + 1 == judged.size() || judged.get(i + 1).score() < judged.get(i).score();
  }

  private Point point(int i, double[] values) {
    return new Point(judged.get(i).score(), values[i]);
  }
}
