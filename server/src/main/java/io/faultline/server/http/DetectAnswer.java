package io.faultline.server.http;

import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.internal.bundle.OperatingPoint;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.results.DetectionCsv;
import io.faultline.internal.results.DetectionJson;
import io.faultline.internal.text.Numbers;
import io.faultline.server.detect.Inspected;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The answer to a request with photos. The body is what the command line writes; headers carry the
 * verdict, the coverage and what is promised, for programs that do not look into the body.
 */
final class DetectAnswer {
  private DetectAnswer() {}

  /**
   * Writes the answer.
   *
   * @param inspected what came of the photos, in their order
   */
  static void write(Context ctx, DetectRequest request, List<Inspected> inspected) {
    for (Inspected one : inspected) {
      ctx.header("Faultline-Model", one.model());
      ctx.header("Faultline-Promise", promise(one.point()));
      ctx.header("Faultline-Operating-Point", ascii(one.point().words()));
    }
    if (!request.several()) {
      single(ctx, request.format(), inspected.get(0));
    } else {
      several(ctx, request.format(), inspected.stream().map(Inspected::outcome).toList());
    }
  }

  private static void single(Context ctx, AnswerFormat format, Inspected inspected) {
    PhotoOutcome outcome = inspected.outcome();
    if (outcome instanceof PhotoOutcome.Unreadable unreadable) {
      throw new ApiFault(Problem.INPUT.httpStatus(), "unreadable", unreadable.reason());
    }
    PhotoOutcome.Detected seen = (PhotoOutcome.Detected) outcome;
    ctx.header("Faultline-Verdict", seen.verdict().name());
    ctx.header("Faultline-Coverage", Numbers.shortest(seen.judgement().coverage()));
    ctx.contentType(format.type());
    switch (format) {
      case JSON -> Answers.json(ctx, DetectionJson.photo(seen));
      case CSV -> ctx.result(csv(List.of(seen)));
      case JPEG -> ctx.result(inspected.picture());
    }
  }

  private static void several(Context ctx, AnswerFormat format, List<PhotoOutcome> outcomes) {
    boolean allRead = outcomes.stream().allMatch(PhotoOutcome.Detected.class::isInstance);
    ctx.status(allRead ? 200 : Problem.PARTIAL.httpStatus());
    ctx.contentType(format.type());
    ctx.result(format == AnswerFormat.CSV ? csv(outcomes) : json(outcomes));
  }

  private static byte[] json(List<PhotoOutcome> outcomes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DetectionJson.writePhotos(out, outcomes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static byte[] csv(List<? extends PhotoOutcome> outcomes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DetectionCsv.write(
          out,
          outcomes.stream()
              .filter(PhotoOutcome.Detected.class::isInstance)
              .map(PhotoOutcome.Detected.class::cast)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static String promise(OperatingPoint point) {
    return point.promises().stream()
        .findFirst()
        .map(promise -> promise instanceof RecallPromise.Proven ? "proven" : "refused")
        .orElse("none");
  }

  /** Headers hold ASCII; {@code GET /v1/model} has the words as they are. */
  private static String ascii(String words) {
    byte[] bytes = words.getBytes(StandardCharsets.US_ASCII);
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
