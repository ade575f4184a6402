package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.image.ExifRule;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.photos.PhotoFiles;
import io.faultline.internal.provenance.IoReason;
import io.faultline.server.workspace.history.BoxState;
import io.faultline.server.workspace.history.Change;
import io.faultline.server.workspace.history.PhotoBox;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoQuery;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import io.faultline.server.workspace.store.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads label files into the workspace. Photos that come along are taken in; labels of photos that
 * do not are matched by the photo's name. Every photo gets one entry in its history, which undo
 * takes back; labels that are there already change nothing.
 */
public final class Importer {
  private static final int MAX_NOTES = 200;

  /** From this IoU, two boxes of a class are the same label. */
  private static final double SAME_IOU = 0.95;

  /** From this IoU, a label corrects an open box of its class. */
  private static final double CORRECTS_IOU = 0.5;

  /** No open box was shown to the person who labelled. */
  private static final double NOTHING_SHOWN = 2;

  private static final String WHO = "import";

  private final Database database;
  private final PhotoFolder photos;
  private final PhotoLedger ledger;
  private final ExifRule exif;
  private final Adder adder;

  /** Takes a photo into the workspace. */
  @FunctionalInterface
  public interface Adder {
    /**
     * The photo in the workspace, new or known; empty with a reason if it was refused.
     *
     * @param notes gets the reason
     */
    Optional<PhotoRow> add(String name, Path file, List<String> notes) throws IOException;
  }

  /** An importer. */
  public Importer(
      Database database, PhotoFolder photos, PhotoLedger ledger, ExifRule exif, Adder adder) {
    this.database = database;
    this.photos = photos;
    this.ledger = ledger;
    this.exif = exif;
    this.adder = adder;
  }

  /**
   * What an import did.
   *
   * @param format of the labels; COCO stands for every dataset that is opened
   * @param photos of the label file that are in the workspace now
   * @param boxes that are new
   * @param reviewed photos that are reviewed by it
   * @param unknown photos of the label file that are not in the workspace
   * @param notes one line for everything that was dropped, repaired or not found; at most 200
   */
  public record Result(
      ExchangeFormat format, int photos, int boxes, int reviewed, int unknown, List<String> notes) {
    /** Bounds the lines. */
    public Result {
      notes = notes.size() <= MAX_NOTES ? List.copyOf(notes) : shortened(notes);
    }

    private static List<String> shortened(List<String> notes) {
      List<String> first = new ArrayList<>(notes.subList(0, MAX_NOTES));
      first.add("and " + (notes.size() - MAX_NOTES) + " more");
      return List.copyOf(first);
    }
  }

  /** Says of what format the label files in a folder are. */
  @FunctionalInterface
  interface Choice {
    ExchangeFormat of(Path folder) throws IOException;
  }

  /**
   * Imports a file or a zip archive.
   *
   * @param choice knows or finds its format
   * @param scratch an empty folder for unpacked files
   * @param trustClean whether photos without objects in COCO and YOLO count as reviewed
   * @throws FaultlineException with {@code INPUT} if it is not in this format
   */
  Result read(Choice choice, Path file, Path scratch, boolean trustClean) {
    try {
      if (ZipFolder.isZip(file)) {
        ZipFolder.unpack(file, scratch);
        Path root = ZipFolder.root(scratch);
        return folder(choice.of(root), root, trustClean);
      }
      Path copy = scratch.resolve(String.valueOf(file.getFileName()));
      Files.copy(file, copy);
      ExchangeFormat format = choice.of(scratch);
      Path usual = scratch.resolve(nameOf(format));
      if (!copy.equals(usual)) {
        Files.move(copy, usual);
      }
      return folder(format, scratch, trustClean);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, scratch + ": cannot be written (" + IoReason.of(e) + ")", e);
    }
  }

  private static String nameOf(ExchangeFormat format) {
    return switch (format) {
      case COCO -> "annotations.json";
      case CSV -> "boxes.csv";
      case LABEL_STUDIO -> "tasks.json";
      case YOLO, REPORT ->
          throw new FaultlineException(
              Problem.INPUT, "file: must be a zip archive of a " + format.label() + " folder");
    };
  }

  private Result folder(ExchangeFormat format, Path folder, boolean trustClean) throws IOException {
    if (format == ExchangeFormat.YOLO) {
      LabelFiles.placePhotos(folder, rows(), photos);
    }
    LabelFiles files = LabelFiles.read(format, folder, exif, trustClean);
    return apply(format, files, false);
  }

  /**
   * Opens a dataset, or a folder of photos without labels. Photos that have a history keep it.
   *
   * @throws FaultlineException with {@code INPUT} if there are no photos
   */
  public Result open(Path data) throws IOException {
    return apply(ExchangeFormat.COCO, labels(data), true);
  }

  private LabelFiles labels(Path data) {
    try {
      return LabelFiles.dataset(data, PhotoUse.PIXELS, exif, false);
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT || !Files.isDirectory(data)) {
        throw e;
      }
      PhotoFiles.Found found = PhotoFiles.of(List.of(data));
      return new LabelFiles(
          found.photos().stream()
              .map(
                  photo ->
                      new ImportedPhoto(photo.name(), Optional.of(photo.path()), List.of(), false))
              .toList(),
          found.notes());
    }
  }

  private Result apply(ExchangeFormat format, LabelFiles files, boolean onlyNew)
      throws IOException {
    List<String> notes = new ArrayList<>(files.notes());
    Map<String, Optional<PhotoRow>> byName = byName();
    int known = 0;
    int boxes = 0;
    int reviewed = 0;
    int unknown = 0;
    for (ImportedPhoto photo : files.photos()) {
      Optional<PhotoRow> row =
          photo.file().isPresent()
              ? adder.add(photo.name(), photo.file().get(), notes)
              : byName.getOrDefault(photo.baseName(), Optional.empty());
      if (row.isEmpty()) {
        unknown++;
        notes.add(photo.name() + ": is not in the workspace, or several photos have this name");
        continue;
      }
      known++;
      if (!onlyNew || row.get().version() == 0) {
        List<Change> made = merge(row.get().id(), photo);
        boxes += (int) made.stream().filter(change -> !(change instanceof Change.Review)).count();
        reviewed += made.stream().anyMatch(Change.Review.class::isInstance) ? 1 : 0;
      }
    }
    return new Result(format, known, boxes, reviewed, unknown, notes);
  }

  /** Adds labels to a photo; tries again where the detector adds an entry meanwhile. */
  private List<Change> merge(long id, ImportedPhoto photo) {
    while (true) {
      PhotoLedger.Photo now = ledger.photo(id).orElseThrow();
      List<Change> changes = changes(now, photo);
      if (changes.isEmpty()) {
        return changes;
      }
      Optional<PhotoLedger.Result> result = ledger.edit(id, now.row().version(), WHO, changes);
      if (result.filter(PhotoLedger.Result.Conflict.class::isInstance).isEmpty()) {
        return changes;
      }
    }
  }

  private List<Change> changes(PhotoLedger.Photo now, ImportedPhoto photo) {
    List<Change> changes = new ArrayList<>();
    Set<String> corrected = new HashSet<>();
    for (ImportedPhoto.Label label : photo.labels()) {
      int category = database.in(sql -> new Settings(sql).category(label.category())).id();
      Optional<PhotoBox> there = nearest(now, label, category, corrected);
      double iou = there.map(box -> box.box().iou(label.box())).orElse(0.0);
      if (label.score().isPresent()) {
        if (iou < SAME_IOU) {
          changes.add(new Change.Suggest(category, label.box(), label.score().getAsDouble()));
        }
      } else if (there.isPresent() && there.get().state() != BoxState.ACCEPTED) {
        corrected.add(there.get().id());
        changes.add(
            there.get().box().equals(label.box())
                ? new Change.Accept(there.get().id())
                : new Change.Move(there.get().id(), label.box()));
      } else if (iou < SAME_IOU) {
        changes.add(new Change.Insert(category, label.box()));
      }
    }
    if (photo.complete() && !now.state().reviewed()) {
      changes.add(new Change.Review(NOTHING_SHOWN));
    }
    return changes;
  }

  /** The box of the class that overlaps a label most, if by enough to be the same object. */
  private static Optional<PhotoBox> nearest(
      PhotoLedger.Photo now, ImportedPhoto.Label label, int category, Set<String> corrected) {
    return now.state().boxes().stream()
        .filter(box -> box.categoryId() == category && !corrected.contains(box.id()))
        .filter(
            box ->
                box.box().iou(label.box())
                    >= (box.state() == BoxState.ACCEPTED ? SAME_IOU : CORRECTS_IOU))
        .max(
            Comparator.comparing((PhotoBox box) -> box.state() == BoxState.ACCEPTED)
                .thenComparingDouble(box -> box.box().iou(label.box())));
  }

  /** Photos by the names that files may have for them; a name of several photos is of none. */
  private Map<String, Optional<PhotoRow>> byName() {
    Map<String, Optional<PhotoRow>> byName = new HashMap<>();
    for (PhotoRow row : rows()) {
      String slashed = row.name().substring(row.name().lastIndexOf('/') + 1);
      byName.merge(slashed, Optional.of(row), (one, other) -> Optional.empty());
    }
    rows().forEach(row -> byName.put(row.exportName(), Optional.of(row)));
    return byName;
  }

  private List<PhotoRow> rows() {
    return database.in(sql -> new PhotoTable(sql).list(PhotoQuery.ALL));
  }
}
