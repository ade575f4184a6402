package io.faultline.bench;

import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.StoredRegions;
import io.faultline.internal.boosting.XgBoostClassifier;
import io.faultline.internal.boosting.XgBoostOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Processor time and peak memory of XGBoost against the number of rows: 20 trees of depth 4 from
 * 256 random features, from files (its external memory) or from memory. One process measures one
 * number, because a peak never falls. Linux tells the peak.
 */
public final class BoostingMemory {
  private static final int COLUMNS = 256;
  private static final int ROWS_PER_PHOTO = 500;
  private static final int THREADS = 2;
  private static final XgBoostOptions OPTIONS =
      new XgBoostOptions(20, 4, 0.1, 0.8, 0.5, 1, 1, true, List.of(), 20, Optional.empty());

  private BoostingMemory() {}

  /** The arguments are {@code files} or {@code memory}, and a number of rows. */
  public static void main(String[] arguments) throws IOException {
    int rows = Integer.parseInt(arguments[1]);
    if (arguments[0].equals("files")) {
      Path scratch = Files.createTempDirectory("boosting");
      try {
        fromFiles(rows, scratch);
      } finally {
        delete(scratch);
      }
    } else {
      XgBoostClassifier.train(drawn(rows, 0), 1, OPTIONS, THREADS, Progress.NONE);
    }
    double cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s, %,d rows: %.1f CPU seconds, peak %s",
            arguments[0],
            rows,
            cpu,
            peak()));
  }

  private static void fromFiles(int rows, Path scratch) throws IOException {
    LabelledFeatures none =
        new LabelledFeatures(new FeatureMatrix(0, COLUMNS, new float[0]), new int[0]);
    Path pages = Files.createDirectory(scratch.resolve("pages"));
    try (FeatureStore store = FeatureStore.create(scratch.resolve("store"), COLUMNS)) {
      for (int from = 0; from < rows; from += ROWS_PER_PHOTO) {
        LabelledFeatures part = drawn(ROWS_PER_PHOTO, from);
        float[] ones = new float[ROWS_PER_PHOTO];
        Arrays.fill(ones, 1);
        int[] labels = new int[ROWS_PER_PHOTO];
        Arrays.setAll(labels, part::label);
        store.add(new StoredRegions(from, part.features(), labels, ones, ones));
      }
      XgBoostClassifier.train(store, pages, none, 1, OPTIONS, THREADS, Progress.NONE);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> left = Files.walk(folder)) {
      for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Features in [0, 1); a row is positive where four of them are large together. */
  private static LabelledFeatures drawn(int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * COLUMNS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      int at = row * COLUMNS;
      double sum = values[at] + values[at + 7] + values[at + 31] + values[at + 100];
      labels[row] = sum > 2.5 ? 1 : 0;
    }
    return new LabelledFeatures(FeatureMatrix.owning(rows, COLUMNS, values), labels);
  }

  private static String peak() throws IOException {
    List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
    return status.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.parseLong(kilobytes) / 1024 + " MiB")
        .findFirst()
        .orElse("unknown");
  }
}
