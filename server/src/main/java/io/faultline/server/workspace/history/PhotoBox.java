package io.faultline.server.workspace.history;

import io.faultline.geometry.Box;
import io.faultline.internal.bundle.Thresholds;
import java.util.OptionalDouble;

/**
 * One box of a photo.
 *
 * @param id unique in the photo and never used again, such as {@code p4.0}
 * @param categoryId the class of the object
 * @param box in pixels of the photo
 * @param score the model's score, in [0, 1]; empty for a box without one
 */
public record PhotoBox(
    String id, Origin origin, int categoryId, Box box, OptionalDouble score, BoxState state) {

  PhotoBox with(BoxState other) {
    return new PhotoBox(id, origin, categoryId, box, score, other);
  }

  PhotoBox of(int category) {
    return new PhotoBox(id, origin, category, box, score, BoxState.ACCEPTED);
  }

  PhotoBox at(Box moved) {
    return new PhotoBox(id, origin, categoryId, moved, score, BoxState.ACCEPTED);
  }

  /** Whether the box counts as an object at these thresholds. */
  public boolean reported(Thresholds thresholds) {
    return state == BoxState.ACCEPTED
        || (state == BoxState.OPEN && thresholds.reports(categoryId, score.orElse(1)));
  }
}
