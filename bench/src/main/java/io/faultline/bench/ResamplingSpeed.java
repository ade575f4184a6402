package io.faultline.bench;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.provenance.RunSeed;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Processor time of an evaluation with all its intervals: 1,000 resamples of photos with two
 * objects and 100 detections each. Arguments: numbers of photos, or none for 100, 1,000 and 10,000.
 */
public final class ResamplingSpeed {
  private static final int ROUNDS = 5;
  private static final Box OBJECT = new Box(10, 10, 60, 40);

  private ResamplingSpeed() {}

  /** Prints a line per number of photos: the best of five rounds. */
  public static void main(String[] arguments) {
    List<String> counts =
        arguments.length > 0 ? List.of(arguments) : List.of("100", "1000", "10000");
    for (String count : counts) {
      int photos = Integer.parseInt(count);
      double best = Double.POSITIVE_INFINITY;
      for (int round = 0; round < ROUNDS; round++) {
        best = Math.min(best, seconds(photos));
      }
      System.out.println(
          String.format(Locale.ROOT, "%,6d photos  %.2f s of one processor", photos, best));
    }
  }

  private static double seconds(int photos) {
    SplittableRandom random = new SplittableRandom(1);
    List<ImageRecord> images = new ArrayList<>();
    List<ImageDetections> detections = new ArrayList<>();
    for (int p = 0; p < photos; p++) {
      List<Annotation> truth =
          List.of(
              Annotation.of(2L * p, 1, OBJECT), Annotation.of(2L * p + 1, 1, OBJECT.shift(80, 80)));
      images.add(new ImageRecord(p, p + ".png", Path.of(p + ".png"), 200, 200, truth));
      List<Detection> found = new ArrayList<>();
      for (int d = 0; d < 100; d++) {
        Box box = OBJECT.shift(random.nextInt(100), random.nextInt(100));
        found.add(new Detection(1, box, random.nextDouble()));
      }
      detections.add(new ImageDetections(p, found));
    }
    Dataset truth = new Dataset(List.of(new Category(1, "crack")), images);
    BootstrapInterval.Options options = BootstrapInterval.Options.of(new RunSeed(1));
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Evaluation evaluation = Evaluation.of(truth, detections, 0.5, options);
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    if (!evaluation.intervals().containsKey(Evaluation.AP)) {
      throw new IllegalStateException("no interval was drawn");
    }
    return (end - start) / 1e9;
  }
}
