package io.faultline.server.workspace.history;

import io.faultline.internal.bundle.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The state of a photo that its history gives.
 *
 * @param version of the last entry; 0 without entries
 * @param boxes those of people and files in the order of their making, then those of the model,
 *     highest score first
 * @param reviewed whether a person has looked at the whole photo
 * @param corrected whether a person changed a box
 * @param removed whether a person took the photo out of the workspace
 * @param model the hash of the model whose boxes are the newest
 * @param undoable the entry that undo takes back: the last edit that still counts
 */
public record PhotoState(
    int version,
    List<PhotoBox> boxes,
    boolean reviewed,
    boolean corrected,
    boolean removed,
    Optional<String> model,
    OptionalInt undoable) {
  /** A photo without history. */
  public static final PhotoState EMPTY =
      new PhotoState(0, List.of(), false, false, false, Optional.empty(), OptionalInt.empty());

  /** Copies the list. */
  public PhotoState {
    boxes = List.copyOf(boxes);
  }

  /** The box with this id. */
  public Optional<PhotoBox> box(String id) {
    return boxes.stream().filter(box -> box.id().equals(id)).findFirst();
  }

  /** The boxes that count as objects; of a reviewed photo only those that a person accepted. */
  public List<PhotoBox> reported(Thresholds thresholds) {
    return boxes.stream().filter(box -> reported(box, thresholds)).toList();
  }

  private boolean reported(PhotoBox box, Thresholds thresholds) {
    return reviewed ? box.state() == BoxState.ACCEPTED : box.reported(thresholds);
  }
}
