package io.faultline.server.http;

import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.server.detect.SentPhoto;
import io.faultline.server.detect.Wish;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client asks for: photos, and in what form.
 *
 * @param photos one that is the body itself, or those of a form
 * @param several whether they came as a form: the answer is a list then
 * @param format of the answer
 * @param wish threshold and drawing
 */
record DetectRequest(List<SentPhoto> photos, boolean several, AnswerFormat format, Wish wish) {
  private static final int LONGEST_NAME = 1024;

  static DetectRequest of(Context ctx) {
    QueryNames.only(ctx, "threshold", "name");
    AnswerFormat format = AnswerFormat.of(Optional.ofNullable(ctx.header("Accept")).orElse(""));
    Wish wish = new Wish(threshold(ctx), format == AnswerFormat.JPEG);
    String type =
        Optional.ofNullable(ctx.contentType()).orElse("").strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      String name = Optional.ofNullable(ctx.queryParam("name")).orElse("photo");
      SentPhoto photo = new SentPhoto(checked(name), Exchange.of(ctx.req()).body());
      return new DetectRequest(List.of(photo), false, format, wish);
    }
    if (type.startsWith("multipart/form-data")) {
      if (format == AnswerFormat.JPEG) {
        throw new ApiFault(
            406,
            "not-acceptable",
            "a drawing is made of one photo: send it as the body, with its own Content-Type");
      }
      return new DetectRequest(files(ctx), true, format, wish);
    }
    throw new ApiFault(
        415,
        "unsupported-type",
        "Content-Type is "
            + (type.isEmpty() ? "missing" : type)
            + "; send one photo as image/jpeg (or another image type), or several as"
            + " multipart/form-data");
  }

  private static Optional<ThresholdChoice> threshold(Context ctx) {
    return Optional.ofNullable(ctx.queryParam("threshold"))
        .map(text -> ThresholdChoice.parse("threshold", text));
  }

  private static List<SentPhoto> files(Context ctx) {
    List<SentPhoto> photos = new ArrayList<>();
    for (UploadedFile file : FormFiles.photos(ctx)) {
      String name = file.filename().isEmpty() ? "photo-" + (photos.size() + 1) : file.filename();
      try (InputStream content = file.content()) {
        photos.add(new SentPhoto(checked(name), content.readAllBytes()));
      } catch (IOException e) {
        throw new ApiFault(400, "bad-request", "the form cannot be read");
      }
    }
    return photos;
  }

  private static String checked(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new ApiFault(
          400,
          "bad-request",
          "the name of a photo has " + name.length() + " characters; at most " + LONGEST_NAME);
    }
    return name;
  }
}
