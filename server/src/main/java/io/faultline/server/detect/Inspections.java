package io.faultline.server.detect;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.detection.PhotoInspector;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.pictures.AnnotatedPhoto;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.work.Priority;
import io.faultline.server.work.Work;
import io.faultline.server.work.WorkQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the model in use look at photos, in the order of the queue. */
public final class Inspections {
  private static final byte[] NO_PICTURE = {};

  private final ModelSlot models;
  private final WorkQueue queue;
  private final long maxPixels;
  private final InspectionListener listener;
  private @Nullable Inspector latest;

  /** One inspector for all photos of a model: they share the memory. */
  private record Inspector(RegionDetector detector, PhotoInspector inspector) {}

  /**
   * Inspections.
   *
   * @param maxPixels a photo of more is refused before it is decoded
   */
  public Inspections(
      ModelSlot models, WorkQueue queue, long maxPixels, InspectionListener listener) {
    this.models = models;
    this.queue = queue;
    this.maxPixels = maxPixels;
    this.listener = listener;
  }

  /**
   * A photo and its size.
   *
   * @param photo with a header that can be read
   * @param megapixels by its header
   */
  public record Sized(SentPhoto photo, double megapixels) {}

  /**
   * Lets photos wait for a thread, all or none.
   *
   * @throws io.faultline.server.work.QueueFull where the queue takes no more
   */
  public List<Work<Inspected>> submit(List<Sized> photos, Wish wish) {
    long now = System.nanoTime();
    return queue.submitAll(
        Priority.REQUEST,
        photos.stream()
            .map(
                sized ->
                    new WorkQueue.Job<>(
                        sized.megapixels(),
                        () -> {
                          listener.waited(since(now));
                          return inspect(sized.photo(), wish);
                        }))
            .toList());
  }

  private Inspected inspect(SentPhoto photo, Wish wish) {
    try (ModelSlot.Lease lease = models.lease().orElseThrow(Inspections::noModel)) {
      ServedModel model = lease.model();
      OperatingPoint point =
          wish.of(model.manifest().operatingPoint(), model.manifest().categories());
      Drawing drawing = new Drawing(wish.picture());
      long begun = System.nanoTime();
      PhotoOutcome outcome =
          inspector(model).at(point).inspect(photo.name(), photo.bytes(), drawing);
      listener.inspected(outcome, since(begun).minus(drawing.time));
      if (wish.picture()) {
        listener.drawn(drawing.time);
      }
      return new Inspected(outcome, drawing.jpeg, model.hash(), point);
    }
  }

  /** The fault of a service that was started without a model. */
  public static FaultlineException noModel() {
    return new FaultlineException(
        Problem.MODEL, "no model is loaded; start the service with --model");
  }

  private synchronized PhotoInspector inspector(ServedModel model) {
    Inspector known = latest;
    if (known == null || !known.detector().equals(model.detector())) {
      ReadOptions reading = new ReadOptions(maxPixels, model.manifest().exif());
      known =
          new Inspector(
              model.detector(), new PhotoInspector(model.detector(), reading, queue.helpers()));
      latest = known;
    }
    return known.inspector();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Draws on the photo where that is wanted, and takes the time. */
  private static final class Drawing implements PhotoInspector.Viewer {
    private final boolean wanted;
    private byte[] jpeg = NO_PICTURE;
    private Duration time = Duration.ZERO;

    Drawing(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public void view(Raster pixels, PhotoOutcome.Detected seen) {
      if (!wanted) {
        return;
      }
      if (Math.max(pixels.width(), pixels.height()) > ImageWriter.MAX_JPEG_SIDE_PX) {
        throw new FaultlineException(
            Problem.INPUT,
            seen.photo()
                + ": a side is longer than a JPEG can have, "
                + ImageWriter.MAX_JPEG_SIDE_PX
                + " pixels; ask for JSON or CSV");
      }
      long begun = System.nanoTime();
      jpeg =
          ImageWriter.encodeDrawing(
              AnnotatedPhoto.draw(pixels, seen.judgement(), seen.categories()));
      time = since(begun);
    }
  }
}
