package io.faultline.server.workspace.history;

import io.faultline.detection.Detection;
import io.faultline.internal.bundle.Thresholds;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Folds a photo's history into its state. The same entries give the same state; an entry that was
 * undone counts as if it had never been.
 *
 * <p>What a person said outlives a model: detections of a new model replace the open boxes of the
 * old one, and a detection is left out where it overlaps a box that a person accepted, or a
 * rejected one of the same class, by {@value #SAME_PLACE_IOU} or more. A reviewed photo gets no new
 * boxes.
 */
public final class HistoryFold {
  /** From this IoU, a detection is at the place of a box that a person has judged. */
  static final double SAME_PLACE_IOU = 0.5;

  private final Map<String, PhotoBox> boxes = new LinkedHashMap<>();
  private boolean reviewed;
  private boolean corrected;
  private boolean removed;
  private Optional<String> model = Optional.empty();

  private HistoryFold() {}

  /**
   * The state after all entries.
   *
   * @param history in the order of versions
   */
  public static PhotoState of(List<Entry> history) {
    Set<Integer> undone = new HashSet<>();
    for (Entry entry : history) {
      if (entry instanceof Entry.Undone undo) {
        undone.add(undo.undoes());
      }
    }
    HistoryFold fold = new HistoryFold();
    int version = 0;
    OptionalInt undoable = OptionalInt.empty();
    for (Entry entry : history) {
      version = entry.version();
      if (undone.contains(version)) {
        continue;
      }
      if (entry instanceof Entry.Edited edited) {
        fold.edit(edited);
        undoable = OptionalInt.of(version);
      } else if (entry instanceof Entry.Detected detected) {
        fold.detect(detected);
      }
    }
    return new PhotoState(
        version,
        List.copyOf(fold.boxes.values()),
        fold.reviewed,
        fold.corrected,
        fold.removed,
        fold.model,
        undoable);
  }

  private void edit(Entry.Edited edited) {
    for (int i = 0; i < edited.changes().size(); i++) {
      Change change = edited.changes().get(i);
      corrected |= change.corrects();
      apply(change, edited.version() + "." + i);
    }
  }

  private void apply(Change change, String id) {
    if (change instanceof Change.OfBox ofBox) {
      PhotoBox box = boxes.get(ofBox.box());
      if (box != null) {
        change(ofBox, box);
      }
    } else if (change instanceof Change.Add add) {
      put(
          new PhotoBox(
              "p" + id,
              Origin.PERSON,
              add.category(),
              add.to(),
              OptionalDouble.empty(),
              BoxState.ACCEPTED));
    } else if (change instanceof Change.Insert insert) {
      put(
          new PhotoBox(
              "i" + id,
              Origin.IMPORT,
              insert.category(),
              insert.to(),
              OptionalDouble.empty(),
              BoxState.ACCEPTED));
    } else if (change instanceof Change.Suggest suggest) {
      put(
          new PhotoBox(
              "i" + id,
              Origin.IMPORT,
              suggest.category(),
              suggest.to(),
              OptionalDouble.of(suggest.score()),
              BoxState.OPEN));
    } else if (change instanceof Change.Review review) {
      boxes.replaceAll((key, box) -> decided(box, review.thresholds()));
      reviewed = true;
    } else if (change instanceof Change.Unreview) {
      reviewed = false;
    } else {
      removed = change instanceof Change.Remove;
    }
  }

  private void change(Change.OfBox change, PhotoBox box) {
    if (change instanceof Change.Accept) {
      put(box.with(BoxState.ACCEPTED));
    } else if (change instanceof Change.Reject) {
      put(box.with(BoxState.REJECTED));
    } else if (change instanceof Change.Reclass reclass) {
      put(box.of(reclass.category()));
    } else if (change instanceof Change.Move move) {
      put(box.at(move.to()));
    } else if (box.origin() == Origin.MODEL) {
      put(box.with(BoxState.REJECTED));
    } else {
      boxes.remove(box.id());
    }
  }

  private void put(PhotoBox box) {
    boxes.put(box.id(), box);
  }

  private static PhotoBox decided(PhotoBox box, Thresholds thresholds) {
    return box.reported(thresholds) ? box.with(BoxState.ACCEPTED) : box;
  }

  private void detect(Entry.Detected detected) {
    model = Optional.of(detected.model());
    if (reviewed) {
      return;
    }
    boxes.values().removeIf(box -> box.origin() == Origin.MODEL && box.state() == BoxState.OPEN);
    List<PhotoBox> judged =
        boxes.values().stream().filter(box -> box.state() != BoxState.OPEN).toList();
    for (int i = 0; i < detected.detections().size(); i++) {
      Detection one = detected.detections().get(i);
      if (judged.stream().noneMatch(box -> settles(box, one))) {
        put(
            new PhotoBox(
                "m" + detected.version() + "." + i,
                Origin.MODEL,
                one.categoryId(),
                one.box(),
                OptionalDouble.of(one.score()),
                BoxState.OPEN));
      }
    }
  }

  private static boolean settles(PhotoBox judged, Detection detection) {
    boolean asks =
        judged.state() == BoxState.ACCEPTED || judged.categoryId() == detection.categoryId();
    return asks && judged.box().iou(detection.box()) >= SAME_PLACE_IOU;
  }
}
