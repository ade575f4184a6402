package io.faultline.bench;

import io.faultline.image.Raster;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.reading.ImageReader;
import io.faultline.proposal.ProposalGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Photos per second of a loaded model, from file to detections, proposals included, with all
 * threads; and how a photo's time is shared on one. Arguments: the model, then datasets.
 */
public final class DetectionSpeed {
  private static final int ROUNDS = 5;
  private static final int MAX_PHOTOS = 60;

  private DetectionSpeed() {}

  /** Prints a line per dataset. */
  public static void main(String[] arguments) throws Exception {
    int threads = Runtime.getRuntime().availableProcessors();
    Libtorch.useThreads(threads);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (RegionDetector detector = RegionDetector.of(BuiltInModels.open(arguments[0]))) {
      print("%d threads, median of %d rounds", threads, ROUNDS);
      print(
          "%-9s %7s %9s   %s", "pixels", "photos", "photos/s", "one thread: proposals + rest, ms");
      for (String data : Arrays.asList(arguments).subList(1, arguments.length)) {
        measure(detector, photos(data), workers, threads);
      }
    } finally {
      workers.shutdown();
    }
  }

  private static List<Path> photos(String data) {
    return DatasetReader.open(Path.of(data), Optional.empty(), Optional.empty())
        .dataset()
        .images()
        .stream()
        .limit(MAX_PHOTOS)
        .map(image -> image.path())
        .toList();
  }

  private static void measure(
      RegionDetector detector, List<Path> photos, ExecutorService workers, int threads)
      throws Exception {
    double[] perSecond = new double[ROUNDS];
    all(detector, photos, workers); // Warm up.
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      all(detector, photos, workers);
      perSecond[round] = photos.size() / seconds(start);
    }
    Arrays.sort(perSecond);
    Raster first = ImageReader.read(photos.get(0));
    Libtorch.useThreads(1);
    double proposing = proposing(detector, photos);
    long start = System.nanoTime();
    for (Path photo : photos) {
      detector.detect(ImageReader.read(photo));
    }
    double whole = seconds(start) / photos.size();
    Libtorch.useThreads(threads);
    print(
        "%-9s %7d %9.2f   %.0f + %.0f",
        first.width() + "x" + first.height(),
        photos.size(),
        perSecond[ROUNDS / 2],
        1000 * proposing,
        1000 * (whole - proposing));
  }

  private static double proposing(RegionDetector detector, List<Path> photos) {
    ProposalGenerator generator = detector.manifest().generator();
    List<Raster> rasters = photos.stream().map(ImageReader::read).toList();
    long start = System.nanoTime();
    rasters.forEach(generator::propose);
    return seconds(start) / photos.size();
  }

  private static void all(RegionDetector detector, List<Path> photos, ExecutorService workers)
      throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (Path photo : photos) {
      running.add(workers.submit(() -> detector.detect(ImageReader.read(photo))));
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
