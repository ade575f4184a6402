package io.faultline.internal.pipeline;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.detection.DetectionTrace;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.results.TraceJson;
import io.faultline.internal.stage.OrderedLines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where the traces of a run go: into a file, in the dataset's order, or nowhere. */
interface TraceSink {
  /** Keeps nothing. */
  TraceSink NONE = (image, trace) -> {};

  /** Keeps the trace of a photo. */
  void put(ImageRecord image, DetectionTrace trace);

  /** Says that a photo has none. */
  default void skip(ImageRecord image) {}

  /**
   * Runs with a sink that writes a file, whole or not at all.
   *
   * @throws io.faultline.FaultlineException with {@code OUTPUT} where it cannot be written
   */
  static <T> T to(Path file, TraceJson.Header header, Dataset dataset, Function<TraceSink, T> run) {
    Map<Long, Integer> numbers = new HashMap<>();
    for (ImageRecord image : dataset.images()) {
      numbers.put(image.id(), numbers.size());
    }
    List<T> result = new ArrayList<>();
    AtomicFile.write(
        file,
        out -> {
          OrderedLines lines = new OrderedLines(out);
          lines.put(0, TraceJson.header(header) + "\n");
          try {
            result.add(run.apply(new Lines(lines, numbers)));
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
    return result.get(0);
  }

  /** Line 0 is the header; the photos follow. */
  record Lines(OrderedLines lines, Map<Long, Integer> numbers) implements TraceSink {
    @Override
    public void put(ImageRecord image, DetectionTrace trace) {
      line(image, TraceJson.photo(new TraceJson.Photo(image.id(), image.fileName(), trace)) + "\n");
    }

    @Override
    public void skip(ImageRecord image) {
      line(image, "");
    }

    private void line(ImageRecord image, String text) {
      lines.put(1 + numbers.getOrDefault(image.id(), 0), text);
    }
  }
}
