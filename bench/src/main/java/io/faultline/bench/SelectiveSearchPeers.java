package io.faultline.bench;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import io.faultline.internal.reading.ImageReader;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Selective search against OpenCV's on labelled photos: the same photos, the same process, one
 * thread each (and ours on two). Arguments: datasets, and {@code --quality} for the slow mode.
 */
public final class SelectiveSearchPeers {
  private static final int WARM_UP_PHOTOS = 40;

  private SelectiveSearchPeers() {}

  private record Measured(ProposalCeiling ceiling, double millis) {}

  /** Prints one table for all photos together. */
  public static void main(String[] arguments) {
    opencv_core.setNumThreads(1);
    SelectiveSearch.Mode mode = SelectiveSearch.Mode.FAST;
    List<ImageRecord> images = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.equals("--quality")) {
        mode = SelectiveSearch.Mode.QUALITY;
      } else {
        images.addAll(
            DatasetReader.open(Path.of(argument), Optional.empty(), Optional.empty())
                .dataset()
                .images());
      }
    }
    compare(images, mode);
  }

  private static void compare(List<ImageRecord> images, SelectiveSearch.Mode mode) {
    List<Raster> photos = images.stream().map(image -> ImageReader.read(image.path())).toList();
    SelectiveSearch search = new SelectiveSearch(mode, Integer.MAX_VALUE);
    Measured ours = measure(images, photos, search);
    Measured openCv = measure(images, photos, new OpenCvSelectiveSearch(mode));
    double twoThreads = twoThreads(search, photos);
    print("%s, %d photos, %d objects", mode, photos.size(), ours.ceiling().objects());
    print("%-22s %7s %10s %7s %7s %9s", "", "boxes", "recall 0.5", "at 0.7", "MABO", "ms/photo");
    row("Faultline", ours);
    row("OpenCV", openCv);
    print("%-22s %53.1f", "Faultline, 2 threads", twoThreads);
    print(
        "%n%.1f times faster on one thread, %.1f on two; boxes x%.3f, recall %+.4f, MABO %+.4f",
        openCv.millis() / ours.millis(),
        openCv.millis() / twoThreads,
        ours.ceiling().boxesPerPhoto() / openCv.ceiling().boxesPerPhoto(),
        ours.ceiling().recallAt50() - openCv.ceiling().recallAt50(),
        ours.ceiling().mabo() - openCv.ceiling().mabo());
  }

  private static Measured measure(
      List<ImageRecord> images, List<Raster> photos, ProposalGenerator generator) {
    for (int i = 0; i < WARM_UP_PHOTOS; i++) {
      generator.propose(photos.get(i % photos.size()));
    }
    List<Proposals> found = new ArrayList<>();
    long start = System.nanoTime();
    photos.forEach(photo -> found.add(generator.propose(photo)));
    double millis = (System.nanoTime() - start) / 1e6 / photos.size();
    return new Measured(
        ProposalCeiling.of(
            IntStream.range(0, found.size())
                .mapToObj(i -> Coverage.of(images.get(i), found.get(i)))
                .toList()),
        millis);
  }

  private static double twoThreads(SelectiveSearch search, List<Raster> photos) {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      long start = System.nanoTime();
      photos.forEach(photo -> search.propose(photo, threads));
      return (System.nanoTime() - start) / 1e6 / photos.size();
    } finally {
      threads.shutdown();
    }
  }

  private static void row(String name, Measured measured) {
    print(
        "%-22s %7.0f %10.4f %7.4f %7.4f %9.1f",
        name,
        measured.ceiling().boxesPerPhoto(),
        measured.ceiling().recallAt50(),
        measured.ceiling().recallAt70(),
        measured.ceiling().mabo(),
        measured.millis());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
