package io.faultline.internal.pipeline;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.internal.evaluation.LossStage;
import io.faultline.internal.evaluation.Miss;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.stage.ReadablePhotos;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.UnreadablePhoto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Parts of an evaluation that other machines do, and what they send back: the outcome of every
 * photo, without the photo's labels, which the receiver has. Numbers keep all their bits.
 */
final class EvaluationParts {
  /** Photos of one part: enough that reading the dataset costs little beside them. */
  private static final int PHOTOS = 16;

  private EvaluationParts() {}

  /** The photos of a part. */
  static List<ImageRecord> images(Dataset dataset, String part) {
    int from = Integer.parseInt(part);
    return dataset.images().subList(from, Math.min(dataset.images().size(), from + PHOTOS));
  }

  /** Lets helpers judge all photos. */
  static ReadablePhotos<ImageRecord, EvaluationRun.Outcome> judged(
      Dataset dataset, EvaluationRun.Helpers helpers, RunContext context) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < dataset.images().size(); from += PHOTOS) {
      parts.add(Integer.toString(from));
    }
    List<byte[]> answers = helpers.judge(parts);
    List<ReadablePhotos.Done<ImageRecord, EvaluationRun.Outcome>> done = new ArrayList<>();
    List<UnreadablePhoto> unreadable = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      ReadablePhotos<ImageRecord, EvaluationRun.Outcome> part =
          decode(images(dataset, parts.get(i)), answers.get(i));
      done.addAll(part.done());
      unreadable.addAll(part.unreadable());
    }
    unreadable.forEach(photo -> context.progress().note("left out: " + photo.line()));
    return new ReadablePhotos<>(done, unreadable);
  }

  static byte[] encode(
      List<ImageRecord> images, ReadablePhotos<ImageRecord, EvaluationRun.Outcome> judged) {
    Map<Long, Integer> places = new HashMap<>();
    for (int i = 0; i < images.size(); i++) {
      places.put(images.get(i).id(), i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(judged.done().size());
      for (ReadablePhotos.Done<ImageRecord, EvaluationRun.Outcome> one : judged.done()) {
        out.writeInt(places.getOrDefault(one.photo().id(), -1));
        write(out, one.photo(), one.result());
      }
      out.writeInt(judged.unreadable().size());
      for (UnreadablePhoto photo : judged.unreadable()) {
        out.writeUTF(photo.fileName());
        out.writeUTF(photo.reason());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  static ReadablePhotos<ImageRecord, EvaluationRun.Outcome> decode(
      List<ImageRecord> images, byte[] bytes) {
    List<ReadablePhotos.Done<ImageRecord, EvaluationRun.Outcome>> done = new ArrayList<>();
    List<UnreadablePhoto> unreadable = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (int left = in.readInt(); left > 0; left--) {
        ImageRecord image = images.get(in.readInt());
        done.add(new ReadablePhotos.Done<>(image, read(in, image)));
      }
      for (int left = in.readInt(); left > 0; left--) {
        unreadable.add(new UnreadablePhoto(in.readUTF(), in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a part of the evaluation came back damaged", e);
    }
    return new ReadablePhotos<>(done, unreadable);
  }

  private static void write(DataOutputStream out, ImageRecord image, EvaluationRun.Outcome outcome)
      throws IOException {
    out.writeInt(outcome.detections().size());
    for (Detection detection : outcome.detections()) {
      write(out, detection);
    }
    out.writeInt(outcome.coverage().boxes());
    for (Coverage.Covered object : outcome.coverage().objects()) {
      write(out, object.best());
      write(out, object.bestWithin());
    }
    out.writeInt(outcome.regions().size());
    for (RegionTally.Judged region : outcome.regions()) {
      out.writeInt(region.answer().photo());
      out.writeInt(region.answer().label());
      out.writeInt(region.answer().likeliest());
      out.writeDouble(region.answer().probability());
      out.writeInt(region.taken());
    }
    out.writeInt(outcome.misses().size());
    for (Miss miss : outcome.misses()) {
      out.writeInt(image.annotations().indexOf(miss.truth()));
      out.writeUTF(miss.stage().name());
      write(out, miss.bestIou());
      out.writeDouble(miss.bestScore());
      out.writeBoolean(miss.nearest().isPresent());
      if (miss.nearest().isPresent()) {
        write(out, miss.nearest().get());
      }
    }
  }

  private static EvaluationRun.Outcome read(DataInputStream in, ImageRecord image)
      throws IOException {
    List<Detection> detections = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      detections.add(detection(in));
    }
    int boxes = in.readInt();
    List<Coverage.Covered> objects = new ArrayList<>();
    for (Annotation truth : image.objects()) {
      objects.add(new Coverage.Covered(truth, box(in), numbers(in)));
    }
    List<RegionTally.Judged> regions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      RegionAnswer answer =
          new RegionAnswer(in.readInt(), in.readInt(), in.readInt(), in.readDouble());
      regions.add(new RegionTally.Judged(answer, in.readInt()));
    }
    List<Miss> misses = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      misses.add(
          new Miss(
              image,
              image.annotations().get(in.readInt()),
              LossStage.valueOf(in.readUTF()),
              numbers(in),
              in.readDouble(),
              in.readBoolean() ? Optional.of(detection(in)) : Optional.empty()));
    }
    return new EvaluationRun.Outcome(
        detections, new Coverage(image, boxes, objects), regions, misses);
  }

  private static void write(DataOutputStream out, Detection detection) throws IOException {
    out.writeInt(detection.categoryId());
    out.writeDouble(detection.score());
    write(out, Optional.of(detection.box()));
  }

  private static Detection detection(DataInputStream in) throws IOException {
    int category = in.readInt();
    double score = in.readDouble();
    return new Detection(category, box(in).orElseThrow(), score);
  }

  private static void write(DataOutputStream out, Optional<Box> box) throws IOException {
    out.writeBoolean(box.isPresent());
    if (box.isPresent()) {
      out.writeDouble(box.get().x1());
      out.writeDouble(box.get().y1());
      out.writeDouble(box.get().x2());
      out.writeDouble(box.get().y2());
    }
  }

  private static Optional<Box> box(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()))
        : Optional.empty();
  }

  private static void write(DataOutputStream out, List<Double> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static List<Double> numbers(DataInputStream in) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.add(in.readDouble());
    }
    return numbers;
  }
}
