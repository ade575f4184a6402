package io.faultline.internal.evaluation;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.bundle.RecallPromise.Level;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.ImageDetections;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What recall is counted over: everything that is to be found with the score from which it is
 * found, and what false alarms there are beside it.
 *
 * <p>At level object a unit is a truth object that is not a crowd, and its score that of the
 * detection which COCO's greedy matching gives it. At level image a unit is a photo with at least
 * one object, and its score that of its best detection, wherever that lies.
 *
 * @param units what is to be found
 * @param falseAlarms scores of detections that find no object
 * @param cleanAlarms the best score of every clean photo that has a detection
 * @param photos how many photos were looked at
 * @param cleanPhotos photos that are known to show no object
 */
public record RecallSample(
    List<RecallSample.Unit> units,
    List<Double> falseAlarms,
    List<Double> cleanAlarms,
    int photos,
    int cleanPhotos) {

  /**
   * Something to be found.
   *
   * @param group the place it is of
   * @param score it is found by thresholds up to this; NaN where no threshold finds it
   */
  public record Unit(String group, double score) {}

  /** Copies the lists. */
  public RecallSample {
    units = List.copyOf(units);
    falseAlarms = List.copyOf(falseAlarms);
    cleanAlarms = List.copyOf(cleanAlarms);
  }

  /**
   * Lays detections beside the truth.
   *
   * @param found detections of the photos, down to the lowest score kept; photos without an entry
   *     have none
   * @param target level, IoU and class; a class that the dataset does not have gives no units
   * @param rule which photos are of one place
   */
  public static RecallSample of(
      Dataset truth, List<ImageDetections> found, RecallPromise.Target target, GroupRule rule) {
    Map<Long, List<Detection>> detections = new HashMap<>();
    found.forEach(
        one ->
            detections
                .computeIfAbsent(one.imageId(), id -> new ArrayList<>())
                .addAll(one.detections()));
    Collector collector = new Collector(truth, target);
    for (ImageRecord photo : truth.images()) {
      collector.add(photo, detections.getOrDefault(photo.id(), List.of()), rule.group(photo));
    }
    return new RecallSample(
        collector.units,
        collector.falseAlarms,
        collector.cleanAlarms,
        truth.images().size(),
        collector.cleanPhotos);
  }

  /** The scores at which units are found, best first. */
  List<Double> scores() {
    return units.stream()
        .map(Unit::score)
        .filter(score -> !Double.isNaN(score))
        .sorted((a, b) -> Double.compare(b, a))
        .toList();
  }

  /** How many units a threshold finds. */
  long found(double threshold) {
    return units.stream().filter(unit -> unit.score() >= threshold).count();
  }

  private static final class Collector {
    private final List<Integer> categories;
    private final RecallPromise.Target target;
    private final List<Unit> units = new ArrayList<>();
    private final List<Double> falseAlarms = new ArrayList<>();
    private final List<Double> cleanAlarms = new ArrayList<>();
    private int cleanPhotos;

    Collector(Dataset truth, RecallPromise.Target target) {
      this.target = target;
      this.categories =
          truth.categories().stream()
              .filter(one -> target.category().isEmpty() || one.name().equals(target.category()))
              .map(one -> one.id())
              .toList();
    }

    void add(ImageRecord photo, List<Detection> all, String group) {
      List<Detection> mine =
          all.stream().filter(one -> categories.contains(one.categoryId())).toList();
      double best = mine.stream().mapToDouble(Detection::score).max().orElse(Double.NaN);
      boolean cracked = false;
      for (int category : categories) {
        cracked |= match(photo, mine, category, group);
      }
      if (cracked && target.level() == Level.IMAGE) {
        units.add(new Unit(group, best));
      }
      if (photo.clean()) {
        cleanPhotos++;
        DoubleStream.of(best).filter(score -> !Double.isNaN(score)).forEach(cleanAlarms::add);
      }
    }

    /** Whether the photo shows an object of the class. */
    private boolean match(ImageRecord photo, List<Detection> all, int category, String group) {
      List<Annotation> truths = PhotoTruth.of(photo, category);
      PhotoMatcher matcher =
          new PhotoMatcher(
              truths, all.stream().filter(one -> one.categoryId() == category).toList());
      boolean[] alarm = new boolean[matcher.detections().size()];
      double[] scores = matcher.scores(target.iou(), alarm);
      boolean any = false;
      for (int g = 0; g < scores.length; g++) {
        if (!truths.get(g).crowd()) {
          any = true;
          if (target.level() == Level.OBJECT) {
            units.add(new Unit(group, scores[g]));
          }
        }
      }
      for (int d = 0; d < alarm.length; d++) {
        if (alarm[d]) {
          falseAlarms.add(matcher.detections().get(d).score());
        }
      }
      return any;
    }
  }
}
