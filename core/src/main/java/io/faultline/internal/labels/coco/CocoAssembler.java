package io.faultline.internal.labels.coco;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.internal.labels.BadRecord;
import io.faultline.internal.labels.BoxForm;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.LabelAccount;
import io.faultline.internal.labels.RawBox;
import io.faultline.internal.labels.RunLength;
import io.faultline.internal.labels.coco.CocoContent.RawAnnotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Holds the records of a COCO file against one another and builds the dataset. */
final class CocoAssembler {
  private final CocoContent content;
  private final FileFindings findings;
  private final DatasetOptions options;
  private final LabelAccount account;
  private final CocoPhotos photos;
  private final CocoCategories categories;
  private final BoxForm form;
  private final Map<CocoKey, List<Annotation>> truth = new HashMap<>();
  private final Map<CocoKey, Long> lost = new HashMap<>();
  private final Set<Long> annotationIds = new HashSet<>();
  private long nextId;

  /** Labels that do not say which of the photos they are of. */
  private long unplaced;

  CocoAssembler(CocoContent content, Path folder, FileFindings findings, DatasetOptions options) {
    this.content = content;
    this.findings = findings;
    this.options = options;
    this.account = new LabelAccount(options, findings.sink());
    this.photos = CocoPhotos.of(content, folder, findings, options);
    this.categories = CocoCategories.of(content, findings);
    this.form = CocoBoxes.of(content.annotations, photos, options.boxes(), findings);
  }

  Dataset assemble() {
    nextId =
        1
            + content.annotations.stream()
                .mapToLong(one -> one.id().orElse(0))
                .filter(id -> id < Long.MAX_VALUE - content.annotations.size())
                .max()
                .orElse(0);
    unplaced = content.unplaced;
    content.lost.forEach(this::lose);
    content.annotations.forEach(this::annotation);
    account.lost(unplaced);
    List<ImageRecord> images = new ArrayList<>();
    photos.all().forEach((id, photo) -> settle(id, photo).ifPresent(images::add));
    List<ImageRecord> kept = account.finish(images, findings.file());
    return new Dataset(categories.all(), kept);
  }

  /** Counts labels that cannot be used where they may be missed. */
  private void lose(CocoKey imageId, long count) {
    if (photos.of(imageId).isPresent()) {
      lost.merge(photos.key(imageId), count, Long::sum);
    } else if (photos.ambiguous(imageId)) {
      account.lost(count);
    } else if (photos.reason(imageId).isEmpty()) {
      unplaced += count;
    }
  }

  private Optional<ImageRecord> settle(CocoKey id, ImageRecord photo) {
    ImageRecord read = photo.with(truth.getOrDefault(id, List.of()));
    String record = "image " + id + " (" + photo.fileName() + ")";
    long lostLabels = lost.getOrDefault(id, 0L);
    if (lostLabels == 0 && read.clean() && unplaced > 0 && !options.keepUnlabelled()) {
      findings.leftOut(
          record,
          "has no label, and "
              + (unplaced == 1 ? "1 label" : unplaced + " labels")
              + " of the file belong to no photo of it and may be of this one;"
              + " --keep-unlabelled keeps it as a clean photo");
      return Optional.empty();
    }
    return account.settle(read, lostLabels, findings, record);
  }

  private void annotation(RawAnnotation raw) {
    boolean isObject = raw.box().isPresent() || !raw.boxFault().isEmpty();
    try {
      Optional<ImageRecord> photo = photos.of(raw.imageId());
      if (photo.isEmpty()) {
        throw new BadRecord(
            photos
                .reason(raw.imageId())
                .orElse("image_id is " + raw.imageId() + "; there is no such image"));
      }
      if (isObject && !object(raw, photo.get())) {
        lose(raw.imageId(), 1);
      }
    } catch (BadRecord e) {
      findings.dropped(raw.record(), e.reason());
      lose(raw.imageId(), isObject ? 1 : 0);
    }
  }

  /** Whether the annotation could be used. */
  private boolean object(RawAnnotation raw, ImageRecord image) throws BadRecord {
    int categoryId = categories.id(raw.categoryId());
    List<Polygon> polygons = polygons(raw.segmentation().polygons(), image);
    RawBox stated = stated(raw, polygons, image);
    Optional<Box> box =
        stated.check(image.widthPx(), image.heightPx(), raw.record(), findings.on(image));
    if (box.isEmpty()) {
      return false;
    }
    double area =
        form == BoxForm.SHARES && raw.segmentation().runs().isEmpty()
            ? box.get().area()
            : raw.area().orElse(box.get().area());
    truth
        .computeIfAbsent(photos.key(raw.imageId()), key -> new ArrayList<>())
        .add(
            new Annotation(
                id(raw), categoryId, box.get(), area, raw.crowd(), outlines(raw, polygons, image)));
    return true;
  }

  /** The box of the file, or that of the outline where the file has none that could be one. */
  private RawBox stated(RawAnnotation raw, List<Polygon> polygons, ImageRecord image)
      throws BadRecord {
    Optional<RawBox> box =
        raw.box().map(one -> form.pixels(one, image.widthPx(), image.heightPx()));
    Optional<String> fault = box.isPresent() ? box.get().fault() : Optional.of(raw.boxFault());
    if (fault.isEmpty()) {
      return box.orElseThrow();
    }
    Optional<RawBox> outlined =
        new CocoSegmentation(polygons, raw.segmentation().runs())
            .bounds()
            .filter(bounds -> bounds.fault().isEmpty());
    if (outlined.isEmpty()) {
      throw new BadRecord(fault.get());
    }
    findings.repaired(raw.record(), fault.get() + "; taken from the outline as " + outlined.get());
    return outlined.get();
  }

  /** Those of the file: its polygons, or what its run lengths enclose where they fit the photo. */
  private List<Polygon> outlines(RawAnnotation raw, List<Polygon> polygons, ImageRecord image) {
    return raw.segmentation()
        .runs()
        .map(runs -> isOfSize(runs, raw, image) ? runs.outlines() : List.<Polygon>of())
        .orElse(polygons);
  }

  /** In pixels, where boxes and outlines are shares. */
  private List<Polygon> polygons(List<Polygon> stated, ImageRecord image) {
    boolean shares =
        form == BoxForm.SHARES
            && stated.stream()
                .flatMapToDouble(one -> java.util.Arrays.stream(one.toArray()))
                .allMatch(value -> Math.abs(value) <= CocoBoxes.LARGEST_SHARE);
    return shares
        ? stated.stream().map(one -> one.scaled(image.widthPx(), image.heightPx())).toList()
        : stated;
  }

  private long id(RawAnnotation raw) {
    OptionalLong stated = raw.id();
    if (stated.isPresent() && annotationIds.add(stated.getAsLong())) {
      return stated.getAsLong();
    }
    findings.repaired(
        raw.record(),
        (stated.isPresent() ? "id is taken by an earlier annotation" : "id is missing")
            + "; numbered "
            + nextId);
    annotationIds.add(nextId);
    return nextId++;
  }

  private boolean isOfSize(RunLength runs, RawAnnotation raw, ImageRecord image) {
    boolean fits = runs.widthPx() == image.widthPx() && runs.heightPx() == image.heightPx();
    if (!fits) {
      findings.repaired(
          raw.record(),
          "segmentation is "
              + runs.widthPx()
              + "x"
              + runs.heightPx()
              + ", the photo "
              + image.widthPx()
              + "x"
              + image.heightPx()
              + "; only the box is kept");
    }
    return fits;
  }
}
