package io.faultline.dataset;

import io.faultline.dataset.Finding.Action;
import io.faultline.dataset.Finding.Place;
import java.util.List;
import java.util.Optional;

/**
 * Writes down what was dropped, clipped or repaired in one file.
 *
 * @param place the photo whose records are being read, where there is one
 */
record FileFindings(String file, List<Finding> sink, Optional<Place> place) {

  /** Of a file whose records are of no photo, or not yet. */
  FileFindings(String file, List<Finding> sink) {
    this(file, sink, Optional.empty());
  }

  /** The same for records of a photo. */
  FileFindings on(ImageRecord photo) {
    return new FileFindings(file, sink, Optional.of(new Place(photo, Optional.empty())));
  }

  /** The same for a box of the photo. */
  FileFindings at(RawBox box) {
    return new FileFindings(file, sink, place.map(one -> new Place(one.photo(), box.box())));
  }

  private void add(String record, Action action, String reason) {
    sink.add(new Finding(file, record, action, reason, place));
  }

  void dropped(String record, String reason) {
    add(record, Action.DROPPED, reason);
  }

  void clipped(String record, String reason) {
    add(record, Action.CLIPPED, reason);
  }

  /** A photo that lost its labels. */
  void leftOut(String record, String reason) {
    add(record, Action.LEFT_OUT, reason);
  }

  /** A photo whose file is not there. */
  void missing(String record, String reason) {
    add(record, Action.MISSING, reason);
  }

  /** A label that says again what another one says. */
  void duplicate(String record, String reason) {
    add(record, Action.DUPLICATE, reason);
  }

  /** Something to look at, after which nothing was changed. */
  void noticed(String record, String reason) {
    add(record, Action.NOTICED, reason);
  }

  void repaired(String record, String reason) {
    add(record, Action.REPAIRED, reason);
  }
}
