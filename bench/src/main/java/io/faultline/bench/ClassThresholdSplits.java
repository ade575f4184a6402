package io.faultline.bench;

import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.Thresholds;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.ObjectRates;
import io.faultline.internal.evaluation.OperatingPointRule;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.results.DetectionJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether thresholds by class are better than a common one: a part of the photos chooses, by the
 * rule of training, and all other photos measure. Prints the mean over splits, and how often it is
 * better than with the common threshold.
 *
 * <p>Arguments: a dataset; detections on it in COCO's result format; how many photos choose; and
 * numbers of objects from which a class chooses (default: {@code 1 20 50}).
 */
public final class ClassThresholdSplits {
  private static final int SPLITS = 20;
  private static final double BETA = 2;

  private ClassThresholdSplits() {}

  /** Runs and prints. */
  public static void main(String[] args) {
    Dataset dataset =
        DatasetReader.open(Path.of(args[0]), Optional.empty(), Optional.empty()).dataset();
    List<ImageDetections> found = DetectionJson.read(Path.of(args[1]), dataset);
    int choosing = Integer.parseInt(args[2]);
    int[] enough =
        args.length > 3
            ? Arrays.stream(args).skip(3).mapToInt(Integer::parseInt).toArray()
            : new int[] {1, 20, 50};
    List<Map<String, Double>> common = new ArrayList<>();
    for (int split = 0; split < SPLITS; split++) {
      common.add(measured(dataset, found, choosing, split, 0));
    }
    print("common", common, common);
    for (int objects : enough) {
      List<Map<String, Double>> own = new ArrayList<>();
      for (int split = 0; split < SPLITS; split++) {
        own.add(measured(dataset, found, choosing, split, objects));
      }
      print("from " + objects + " objects", own, common);
    }
  }

  private static Map<String, Double> measured(
      Dataset dataset, List<ImageDetections> found, int choosing, int split, int objects) {
    List<Long> ids =
        new ArrayList<>(dataset.images().stream().map(ImageRecord::id).sorted().toList());
    Collections.shuffle(ids, new Random(split));
    Set<Long> first = new TreeSet<>(ids.subList(0, choosing));
    Dataset chooses = dataset.filter(image -> first.contains(image.id()));
    Dataset measures = dataset.filter(image -> !first.contains(image.id()));
    Thresholds thresholds =
        new OperatingPointRule(BETA, objects, BootstrapInterval.Options.of(new RunSeed(split)))
            .choose(chooses, found.stream().filter(one -> first.contains(one.imageId())).toList())
            .map(OperatingPoint::thresholds)
            .orElseThrow();
    List<ImageDetections> others =
        found.stream().filter(one -> !first.contains(one.imageId())).toList();
    Map<String, Double> numbers = new TreeMap<>();
    ObjectRates all = ObjectRates.of(measures, others, thresholds);
    numbers.put("micro F1", fBeta(all, 1));
    numbers.put("micro F2", fBeta(all, 2));
    numbers.put("micro recall", all.recall().orElse(0));
    numbers.put("micro precision", all.precision().orElse(0));
    List<ObjectRates> classes =
        measures.categories().stream()
            .map(one -> alone(measures, others, thresholds, one))
            .toList();
    numbers.put("macro F1", classes.stream().mapToDouble(one -> fBeta(one, 1)).average().orElse(0));
    numbers.put("macro F2", classes.stream().mapToDouble(one -> fBeta(one, 2)).average().orElse(0));
    numbers.put(
        "macro recall",
        classes.stream().mapToDouble(one -> one.recall().orElse(0)).average().orElse(0));
    return numbers;
  }

  private static ObjectRates alone(
      Dataset measures, List<ImageDetections> found, Thresholds thresholds, Category category) {
    List<ImageRecord> images =
        measures.images().stream()
            .map(
                image ->
                    image.with(
                        image.annotations().stream()
                            .filter(one -> one.categoryId() == category.id())
                            .toList()))
            .toList();
    return ObjectRates.of(new Dataset(List.of(category), images), found, thresholds);
  }

  private static double fBeta(ObjectRates rates, double beta) {
    double weight = beta * beta;
    double whole = (1 + weight) * rates.hits() + weight * rates.misses() + rates.falseAlarms();
    return whole == 0 ? 0 : (1 + weight) * rates.hits() / whole;
  }

  private static void print(
      String name, List<Map<String, Double>> splits, List<Map<String, Double>> common) {
    String numbers =
        splits.get(0).keySet().stream()
            .map(
                key -> {
                  long better = 0;
                  double sum = 0;
                  for (int i = 0; i < splits.size(); i++) {
                    double value = splits.get(i).getOrDefault(key, 0.0);
                    sum += value;
                    better += value > common.get(i).getOrDefault(key, 0.0) ? 1 : 0;
                  }
                  return String.format(
                      Locale.ROOT, "%s %.3f (%d)", key, sum / splits.size(), better);
                })
            .collect(Collectors.joining(", "));
    System.out.println(name + ": " + numbers);
  }
}
