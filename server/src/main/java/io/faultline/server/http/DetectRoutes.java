package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import io.faultline.server.detect.Inspected;
import io.faultline.server.detect.Inspections;
import io.faultline.server.detect.SentPhoto;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.work.Work;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/detect}: looks at the photos of a request. */
final class DetectRoutes implements RouteGroup {
  private final Inspections inspections;
  private final ModelSlot models;
  private final Limits limits;
  private final Patience patience;
  private final Meters meters;

  DetectRoutes(
      Inspections inspections, ModelSlot models, Limits limits, Patience patience, Meters meters) {
    this.inspections = inspections;
    this.models = models;
    this.limits = limits;
    this.patience = patience;
    this.meters = meters;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/detect", this::detect);
  }

  private void detect(Context ctx) {
    Exchange exchange = Exchange.of(ctx.req());
    meters.took(Meters.Stage.RECEIVE, Duration.ofNanos((long) (exchange.seconds() * 1e9)));
    DetectRequest request = DetectRequest.of(ctx);
    if (request.photos().size() > limits.queue().requests()) {
      throw new ApiFault(
          413,
          "too-large",
          "the form holds "
              + request.photos().size()
              + " photos; at most "
              + limits.queue().requests()
              + " (--max-queue)");
    }
    List<CompletableFuture<Inspected>> results = new ArrayList<>();
    List<Work<Inspected>> works;
    try (ModelSlot.Lease lease = models.lease().orElseThrow(Inspections::noModel)) {
      works = submit(request, lease.model(), results);
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new));
    ctx.future(
        () ->
            patience
                .await(exchange, all, () -> works.forEach(Work::cancel))
                .thenAccept(
                    done ->
                        DetectAnswer.write(
                            ctx, request, results.stream().map(CompletableFuture::join).toList())));
  }

  /** Gives every photo of the request its place in {@code results}. */
  private List<Work<Inspected>> submit(
      DetectRequest request, ServedModel model, List<CompletableFuture<Inspected>> results) {
    List<Inspections.Sized> readable = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (SentPhoto photo : request.photos()) {
      try {
        readable.add(new Inspections.Sized(photo, megapixels(photo)));
        places.add(results.size());
        results.add(new CompletableFuture<>());
      } catch (ApiFault fault) {
        if (!request.several()) {
          throw fault;
        }
        results.add(CompletableFuture.completedFuture(unread(photo, fault, request, model)));
      }
    }
    List<Work<Inspected>> works = inspections.submit(readable, request.wish());
    for (int i = 0; i < works.size(); i++) {
      results.set(places.get(i), works.get(i).result());
    }
    return works;
  }

  /** By the header alone: nothing is decoded. */
  private double megapixels(SentPhoto photo) {
    ImageSize size;
    try {
      size = ImageReader.probe(photo.bytes(), photo.name());
    } catch (FaultlineException e) {
      throw ApiFault.of(e);
    }
    if (size.pixels() > limits.photoPixels()) {
      throw new ApiFault(413, "too-large", tooManyPixels(photo, size));
    }
    return size.pixels() / 1e6;
  }

  private Inspected unread(
      SentPhoto photo, ApiFault fault, DetectRequest request, ServedModel model) {
    PhotoOutcome outcome = PhotoOutcome.Unreadable.of(photo.name(), fault.message());
    meters.refused(outcome);
    return new Inspected(
        outcome,
        new byte[0],
        model.hash(),
        request.wish().of(model.manifest().operatingPoint(), model.manifest().categories()));
  }

  private String tooManyPixels(SentPhoto photo, ImageSize size) {
    return photo.name()
        + ": size in the header is "
        + size
        + " ("
        + size.pixels()
        + " pixels); must be at most "
        + limits.photoPixels()
        + " pixels (--max-megapixels)";
  }
}
