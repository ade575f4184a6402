package io.faultline.internal.labels;

import io.faultline.dataset.Finding;
import io.faultline.dataset.Finding.Action;
import io.faultline.dataset.Finding.Place;
import io.faultline.dataset.ImageRecord;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what was dropped, clipped or repaired in one file.
 *
 * @param place the photo whose records are being read, where there is one
 */
public record FileFindings(String file, List<Finding> sink, Optional<Place> place) {

  /** Of a file whose records are of no photo, or not yet. */
  public FileFindings(String file, List<Finding> sink) {
    this(file, sink, Optional.empty());
  }

  /** The same for records of a photo. */
  public FileFindings on(ImageRecord photo) {
    return new FileFindings(file, sink, Optional.of(new Place(photo, Optional.empty())));
  }

  /** The same for a box of the photo. */
  FileFindings at(RawBox box) {
    return new FileFindings(file, sink, place.map(one -> new Place(one.photo(), box.box())));
  }

  private void add(String record, Action action, String reason) {
    sink.add(new Finding(file, record, action, reason, place));
  }

  public void dropped(String record, String reason) {
    add(record, Action.DROPPED, reason);
  }

  void clipped(String record, String reason) {
    add(record, Action.CLIPPED, reason);
  }

  /** A photo that lost its labels. */
  public void leftOut(String record, String reason) {
    add(record, Action.LEFT_OUT, reason);
  }

  /** A photo whose file is not there. */
  public void missing(String record, String reason) {
    add(record, Action.MISSING, reason);
  }

  /** A label that says again what another one says. */
  void duplicate(String record, String reason) {
    add(record, Action.DUPLICATE, reason);
  }

  /** Something to look at, after which nothing was changed. */
  public void noticed(String record, String reason) {
    add(record, Action.NOTICED, reason);
  }

  public void repaired(String record, String reason) {
    add(record, Action.REPAIRED, reason);
  }
}
