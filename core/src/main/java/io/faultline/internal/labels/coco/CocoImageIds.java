package io.faultline.internal.labels.coco;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.PhotoFinder;
import io.faultline.internal.labels.coco.CocoContent.RawAnnotation;
import io.faultline.internal.labels.coco.CocoContent.RawImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives every photo of a COCO file an id of its own and says which ids cannot be told apart. */
final class CocoImageIds {
  private final CocoContent content;
  private final FileFindings findings;
  private final DatasetOptions options;
  private final List<RawImage> images = new ArrayList<>();
  private final Map<CocoKey, String> ambiguous = new HashMap<>();
  private final Map<CocoKey, Long> numbers = new HashMap<>();
  private long next;

  private CocoImageIds(CocoContent content, FileFindings findings, DatasetOptions options) {
    this.content = content;
    this.findings = findings;
    this.options = options;
  }

  static CocoImageIds of(CocoContent content, FileFindings findings, DatasetOptions options) {
    CocoImageIds ids = new CocoImageIds(content, findings, options);
    ids.next =
        1
            + content.images.stream()
                .flatMap(image -> image.id().stream())
                .mapToLong(CocoKey::number)
                .filter(id -> id < Long.MAX_VALUE - content.images.size())
                .max()
                .orElse(0);
    ids.settle(ids.withIds());
    return ids;
  }

  /** The photos, each with an id that no other has. */
  List<RawImage> images() {
    return images;
  }

  /** The number of an id. */
  long number(CocoKey id) {
    return id.isNumber() ? id.number() : numbers.getOrDefault(id, 0L);
  }

  /** Why labels of an id cannot be placed; empty where they can. */
  Optional<String> ambiguous(CocoKey id) {
    return Optional.ofNullable(ambiguous.get(id));
  }

  /** What is known of a photo that is not there. */
  String doubt(String fileName, java.nio.file.Path path, PhotoFinder finder) {
    java.util.Set<String> similar = finder.similar(fileName);
    return "the photo "
        + path
        + " does not exist"
        + (similar.isEmpty() ? "" : "; it may be " + String.join(" or ", similar));
  }

  /** Records without an id are numbered in their order, where no record has one. */
  private List<RawImage> withIds() {
    boolean none = content.images.stream().allMatch(image -> image.id().isEmpty());
    List<RawImage> with = new ArrayList<>();
    long first = none ? first() : 0;
    for (int i = 0; i < content.images.size(); i++) {
      RawImage raw = content.images.get(i);
      if (none) {
        with.add(raw.withId(CocoKey.of(first + i)));
      } else if (raw.id().isPresent()) {
        with.add(raw);
      } else {
        findings.dropped(raw.record(), "id is missing, though other images have one");
      }
    }
    if (none && !with.isEmpty()) {
      findings.repaired(
          "images", "have no ids; numbered from " + first + " in their order, as image_id does");
    }
    return with;
  }

  /** From which number annotations count photos without ids. */
  private long first() {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (RawAnnotation annotation : content.annotations) {
      if (annotation.imageId().isNumber()) {
        least = Math.min(least, annotation.imageId().number());
        most = Math.max(most, annotation.imageId().number());
      }
    }
    int count = content.images.size();
    if (least == 0 && most < count) {
      return 0;
    }
    if (least > most || (least >= 1 && most == count)) {
      return 1;
    }
    throw new FaultlineException(
        Problem.INPUT,
        findings.file()
            + ": images have no ids, and image_id runs from "
            + least
            + " to "
            + most
            + " for "
            + count
            + " images; nothing says where it starts to count: give every image its id");
  }

  private void settle(List<RawImage> with) {
    Map<CocoKey, List<RawImage>> byId = new LinkedHashMap<>();
    with.forEach(
        raw -> byId.computeIfAbsent(raw.id().orElseThrow(), id -> new ArrayList<>()).add(raw));
    Map<CocoKey, Long> labels = new HashMap<>();
    if (byId.size() < with.size()) {
      content.annotations.forEach(one -> labels.merge(one.imageId(), 1L, Long::sum));
    }
    byId.forEach((id, same) -> settle(id, same, labels.getOrDefault(id, 0L)));
    List<String> texts =
        images.stream()
            .map(raw -> raw.id().orElseThrow())
            .filter(id -> !id.isNumber())
            .map(CocoKey::text)
            .toList();
    texts.forEach(text -> numbers.put(new CocoKey(0, text), next++));
    if (!texts.isEmpty()) {
      findings.repaired(
          "images",
          texts.size()
              + " ids are texts (the first: \""
              + texts.get(0)
              + "\"); they are numbered from "
              + (next - texts.size()));
    }
  }

  private void settle(CocoKey id, List<RawImage> same, long labels) {
    RawImage first = same.get(0);
    List<RawImage> others = new ArrayList<>();
    for (RawImage raw : same.subList(1, same.size())) {
      if (raw.fileName().equals(first.fileName())) {
        findings.repaired(
            raw.record(), "is in the file twice (" + raw.fileName() + "); one is kept");
      } else {
        others.add(raw);
      }
    }
    if (others.isEmpty()) {
      images.add(first);
      return;
    }
    boolean placeable = labels == 0 || options.keepUnlabelled();
    if (!placeable || labels > 0) {
      ambiguous.put(
          id, "image_id is " + id + ", and image " + id + " is " + (others.size() + 1) + " photos");
    }
    others.add(0, first);
    for (RawImage raw : others) {
      String record = raw.record() + " (" + raw.fileName() + ")";
      if (!placeable) {
        findings.leftOut(
            record,
            "its id is that of "
                + others.stream()
                    .map(RawImage::fileName)
                    .filter(name -> !name.equals(raw.fileName()))
                    .findFirst()
                    .orElse("")
                + " too, so nobody knows whose the "
                + labels
                + " labels are; --keep-unlabelled keeps it as a clean photo");
      } else if (raw.equals(first) && labels == 0) {
        images.add(raw);
      } else {
        findings.repaired(record, "id is taken by an earlier image; numbered " + next);
        images.add(raw.withId(CocoKey.of(next++)));
      }
    }
  }
}
