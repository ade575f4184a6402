package io.faultline.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.image.ImageSize;
import io.faultline.internal.reading.ImageReader;
import io.faultline.server.detect.Inspections;
import io.faultline.server.detect.SentPhoto;
import io.faultline.server.detect.Wish;
import io.faultline.server.labelstudio.LabelConfig;
import io.faultline.server.labelstudio.PhotoFetcher;
import io.faultline.server.labelstudio.Prediction;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What Label Studio asks of a machine-learning backend: {@code /health}, {@code /setup} and {@code
 * /predict}, so that photos come to a person with boxes and scores.
 */
final class LabelStudioRoutes implements RouteGroup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Wish USUAL = new Wish(Optional.empty(), false);
  private static final int VERSION_DIGITS = 12;

  /** Photos are fetched and waited for on threads that also answer others. */
  private static final int MAX_AT_ONCE = 8;

  private final Inspections inspections;
  private final ModelSlot models;
  private final Limits limits;
  private final Patience patience;
  private final PhotoFetcher fetcher;
  private final BodyBudget budget;
  private final Executor threads;
  private final Consumer<String> log;
  private final Semaphore free = new Semaphore(MAX_AT_ONCE);

  LabelStudioRoutes(
      Inspections inspections,
      ModelSlot models,
      Limits limits,
      Patience patience,
      PhotoFetcher fetcher,
      BodyBudget budget,
      Executor threads,
      Consumer<String> log) {
    this.inspections = inspections;
    this.models = models;
    this.limits = limits;
    this.patience = patience;
    this.fetcher = fetcher;
    this.budget = budget;
    this.threads = threads;
    this.log = log;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(
        "/health", ctx -> Answers.json(ctx, "{\"status\":\"UP\",\"model_class\":\"Faultline\"}"));
    routes.post("/setup", this::setUp);
    routes.post("/predict", this::predict);
  }

  /** Label Studio shows the message where the project does not fit the model. */
  private void setUp(Context ctx) {
    try (ModelSlot.Lease lease = models.lease().orElseThrow(Inspections::noModel)) {
      LabelConfig config = LabelConfig.parse(body(ctx).path("schema").asText());
      var unused = config.labelsOf(lease.model().manifest().categories());
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      Answers.json(ctx, answer.put("model_version", version(lease.model())).toString());
    }
  }

  private static String version(ServedModel model) {
    return model.hash().substring(0, VERSION_DIGITS);
  }

  private static JsonNode body(Context ctx) {
    try {
      JsonNode body = JSON.readTree(Exchange.of(ctx.req()).body());
      if (body == null || !body.isObject()) {
        throw new ApiFault(400, "bad-request", "the body must be a JSON object");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new ApiFault(
          400, "bad-request", "the body is no JSON (" + e.getOriginalMessage() + ")");
    } catch (IOException e) {
      throw new ApiFault(400, "bad-request", "the body cannot be read");
    }
  }

  private void predict(Context ctx) {
    JsonNode body = body(ctx);
    JsonNode tasks = body.path("tasks");
    if (!tasks.isArray() || tasks.size() > limits.queue().requests()) {
      throw new ApiFault(
          400,
          "bad-request",
          "tasks must be a list of at most " + limits.queue().requests() + " tasks");
    }
    LabelConfig config = LabelConfig.parse(body.path("label_config").asText());
    if (!free.tryAcquire()) {
      throw ApiFault.retry(429, "busy", "other tasks are predicted; try again soon", 1);
    }
    AtomicBoolean stopped = new AtomicBoolean();
    CompletableFuture<ObjectNode> answer =
        CompletableFuture.supplyAsync(() -> predictions(tasks, config, stopped), threads);
    var unused = answer.whenComplete((value, fault) -> free.release());
    ctx.future(
        () ->
            patience
                .await(Exchange.of(ctx.req()), answer, () -> stopped.set(true))
                .thenAccept(node -> Answers.json(ctx, node.toString())));
  }

  private ObjectNode predictions(JsonNode tasks, LabelConfig config, AtomicBoolean stopped) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("results");
    Optional<FaultlineException> first = Optional.empty();
    int failed = 0;
    try (ModelSlot.Lease lease = models.lease().orElseThrow(Inspections::noModel)) {
      String version = version(lease.model());
      Map<Integer, String> labels = config.labelsOf(lease.model().manifest().categories());
      for (JsonNode task : tasks) {
        String name = "task " + task.path("id").asText("without id");
        PhotoOutcome outcome;
        try {
          outcome = inspect(name, task.path("data").path(config.photoKey()), stopped);
        } catch (FaultlineException e) {
          if (e.problem() != Problem.INPUT) {
            throw e;
          }
          failed++;
          first = first.or(() -> Optional.of(e));
          outcome = PhotoOutcome.Unreadable.of(name, e.getMessage());
        }
        if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
          log.accept("Label Studio: " + unreadable.reason());
        }
        results.add(Prediction.of(outcome, config, labels, version));
      }
    }
    if (first.isPresent() && failed == tasks.size()) {
      throw first.get();
    }
    return answer;
  }

  private PhotoOutcome inspect(String name, JsonNode place, AtomicBoolean stopped) {
    if (stopped.get()) {
      throw new FaultlineException(Problem.CANCELLED, "stopped");
    }
    if (!place.isTextual()) {
      throw new FaultlineException(Problem.INPUT, name + ": its data names no photo");
    }
    byte[] bytes = fetcher.fetch(place.asText());
    if (!budget.take(bytes.length)) {
      throw BodyLoader.noRoom();
    }
    try {
      return inspect(name, bytes);
    } finally {
      budget.give(bytes.length);
    }
  }

  private PhotoOutcome inspect(String name, byte[] bytes) {
    ImageSize size = ImageReader.probe(bytes, name);
    if (size.pixels() > limits.photoPixels()) {
      throw new FaultlineException(
          Problem.INPUT, name + ": has more than " + limits.photoPixels() + " pixels");
    }
    List<Inspections.Sized> photo =
        List.of(new Inspections.Sized(new SentPhoto(name, bytes), size.pixels() / 1e6));
    return inspections.submit(photo, USUAL).get(0).result().join().outcome();
  }
}
