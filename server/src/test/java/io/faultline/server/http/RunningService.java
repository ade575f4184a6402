package io.faultline.server.http;

import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.server.labelstudio.LabelStudioAccess;
import io.faultline.server.labelstudio.PhotoFetcher;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.model.ServedModels;
import io.faultline.server.work.QueueBounds;
import io.faultline.server.work.WorkQueue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The service with the built-in model behind a real socket of this machine. */
final class RunningService implements AutoCloseable {
  static final ServedModel MODEL = ServedModels.open("crack", Compute.AUTO);

  final List<String> log = Collections.synchronizedList(new ArrayList<>());
  final WorkQueue queue;
  final HttpService service;
  final HttpClient client = HttpClient.newHttpClient();

  RunningService(Limits limits) {
    this(limits, LabelStudioAccess.NONE.fetcher(limits.bodyBytes()));
  }

  RunningService(Limits limits, PhotoFetcher fetcher) {
    ModelSlot models = new ModelSlot();
    models.replace(MODEL);
    queue = new WorkQueue(limits.queue());
    service =
        new HttpService(
            "127.0.0.1",
            0,
            new HttpService.Parts(
                models,
                queue,
                limits,
                Access.of("127.0.0.1", Optional.empty()),
                fetcher,
                List.of(),
                log::add));
    service.start();
  }

  /** One thread; four photos and 30 megapixels may wait; bodies of 2 MiB. */
  static Limits limits() {
    return new Limits(
        2,
        8,
        10,
        new QueueBounds(1, 4, 30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(120), // Longer than a client of these tests keeps its connections.
        1000,
        Duration.ofSeconds(20));
  }

  static Limits patient(int seconds) {
    Limits usual = limits();
    return new Limits(
        usual.bodyMebibytes(),
        usual.bodiesMebibytes(),
        usual.photoMegapixels(),
        usual.queue(),
        Duration.ofSeconds(seconds),
        usual.idle(),
        usual.connections(),
        usual.drain());
  }

  /** A photo of 256 x 256 pixels as JPEG. */
  static byte[] photo(long number) {
    SyntheticPhotos photos = new SyntheticPhotos(new RunSeed(5), SyntheticPhotos.Options.DEFAULT);
    return ImageWriter.encodeJpeg(photos.photo(number).photo(), 90);
  }

  /** A photo in which the model finds something. */
  static byte[] cracked() {
    for (int number = 0; number < 20; number++) {
      byte[] photo = photo(number);
      if (!MODEL.detector().inspect("photo", photo).detections().isEmpty()) {
        return photo;
      }
    }
    throw new IllegalStateException("the model finds nothing in 20 photos");
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.port() + path);
  }

  HttpRequest.Builder detect(String query, byte[] photo) {
    return HttpRequest.newBuilder(uri("/v1/detect" + query))
        .header("Content-Type", "image/jpeg")
        .POST(HttpRequest.BodyPublishers.ofByteArray(photo));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  @Override
  public void close() {
    service.close();
    queue.close();
  }
}
