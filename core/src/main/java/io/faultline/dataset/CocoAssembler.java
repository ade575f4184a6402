package io.faultline.dataset;

import io.faultline.dataset.CocoContent.RawAnnotation;
import io.faultline.dataset.CocoContent.RawImage;
import io.faultline.geometry.Box;
import io.faultline.image.ImageSize;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds the records of a COCO file against one another and builds the dataset. */
final class CocoAssembler {
  private final CocoContent content;
  private final Path folder;
  private final FileFindings findings;
  private final boolean keepUnlabelled;
  private final Map<Long, ImageRecord> images = new LinkedHashMap<>();
  private final Map<Long, List<Annotation>> truth = new LinkedHashMap<>();
  private final Map<Integer, Category> categories = new TreeMap<>();
  private final Set<Long> annotationIds = new HashSet<>();
  private final LabelAccount account;
  private long nextId;

  CocoAssembler(CocoContent content, Path folder, FileFindings findings, DatasetOptions options) {
    this.account = new LabelAccount(options, findings.sink());
    this.keepUnlabelled = options.keepUnlabelled();
    this.content = content;
    this.folder = folder;
    this.findings = findings;
  }

  Dataset assemble() {
    content.images.forEach(this::image);
    content.categories.forEach(category -> categories.put(category.id(), category));
    nextId = 1 + content.annotations.stream().mapToLong(a -> a.id().orElse(0)).max().orElse(0);
    content.annotations.forEach(this::annotation);
    List<ImageRecord> withTruth = new ArrayList<>();
    images.values().forEach(image -> settle(image).ifPresent(withTruth::add));
    account.lost(unplaced());
    account.requireMostKept(findings.file());
    return new Dataset(
        categories.values().stream().sorted(Comparator.comparingInt(Category::id)).toList(),
        withTruth);
  }

  /** Labels that belong to none of the photos. */
  private long unplaced() {
    long elsewhere =
        content.lost.entrySet().stream()
            .filter(one -> !images.containsKey(one.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return content.unplaced + elsewhere;
  }

  private Optional<ImageRecord> settle(ImageRecord image) {
    ImageRecord read = image.with(truth.getOrDefault(image.id(), List.of()));
    String record = "image " + image.id() + " (" + image.fileName() + ")";
    long lost = content.lost.getOrDefault(image.id(), 0L);
    if (lost == 0 && read.clean() && unplaced() > 0 && !keepUnlabelled) {
      findings.leftOut(
          record,
          "has no label, and "
              + unplaced()
              + " labels of the file belong to no photo of it, so that they may be of this one;"
              + " --keep-unlabelled keeps it as a clean photo");
      return Optional.empty();
    }
    return account.settle(read, lost, findings, record);
  }

  private void image(RawImage raw) {
    try {
      if (images.containsKey(raw.id())) {
        throw new BadRecord("id is taken by an earlier image; ids must be unique");
      }
      Path path = folder.resolve(raw.fileName());
      ImageSize size =
          PhotoSizes.settle(raw.widthPx(), raw.heightPx(), path, raw.record(), findings);
      images.put(
          raw.id(),
          new ImageRecord(
              raw.id(),
              raw.fileName(),
              path,
              size.widthPx(),
              size.heightPx(),
              List.of(),
              raw.complete()));
    } catch (BadRecord e) {
      findings.dropped(raw.record(), e.reason());
    } catch (InvalidPathException e) {
      findings.dropped(raw.record(), "file_name cannot be a path (" + e.getReason() + ")");
    }
  }

  private void annotation(RawAnnotation raw) {
    try {
      ImageRecord image = images.get(raw.imageId());
      if (image == null) {
        throw new BadRecord("image_id is " + raw.imageId() + "; there is no such image");
      }
      Optional<RawBox> stated = raw.box();
      if (stated.isPresent() && !object(raw, stated.get(), image)) {
        content.lose(raw.imageId());
      }
    } catch (BadRecord e) {
      findings.dropped(raw.record(), e.reason());
      content.lose(raw.imageId());
    }
  }

  private boolean object(RawAnnotation raw, RawBox stated, ImageRecord image) throws BadRecord {
    int categoryId = category(raw);
    if (raw.id().isPresent() && annotationIds.contains(raw.id().getAsLong())) {
      throw new BadRecord("id is taken by an earlier annotation; ids must be unique");
    }
    Optional<Box> box = stated.check(image.widthPx(), image.heightPx(), raw.record(), findings);
    if (box.isEmpty()) {
      return false;
    }
    checkMaskSize(raw, image);
    long id = raw.id().isPresent() ? raw.id().getAsLong() : newId(raw);
    annotationIds.add(id);
    double area = raw.area().orElse(box.get().area());
    truth
        .computeIfAbsent(image.id(), key -> new ArrayList<>())
        .add(
            new Annotation(
                id, categoryId, box.get(), area, raw.crowd(), raw.segmentation().polygons()));
    return true;
  }

  private long newId(RawAnnotation raw) {
    findings.repaired(raw.record(), "id is missing; numbered " + nextId);
    return nextId++;
  }

  private int category(RawAnnotation raw) throws BadRecord {
    int id = (int) raw.categoryId().orElseThrow();
    if (!categories.containsKey(id)) {
      if (content.hasCategories) {
        throw new BadRecord("category_id is " + id + "; there is no such category");
      }
      findings.repaired("category " + id, "the file has no categories; named category " + id);
      categories.put(id, new Category(id, "category " + id));
    }
    return id;
  }

  private void checkMaskSize(RawAnnotation raw, ImageRecord image) {
    Optional<RunLength> runs = raw.segmentation().runs();
    if (runs.isPresent()
        && (runs.get().widthPx() != image.widthPx() || runs.get().heightPx() != image.heightPx())) {
      findings.repaired(
          raw.record(),
          "segmentation is "
              + runs.get().widthPx()
              + "x"
              + runs.get().heightPx()
              + ", the photo "
              + image.widthPx()
              + "x"
              + image.heightPx()
              + "; only the box is kept");
    }
  }
}
