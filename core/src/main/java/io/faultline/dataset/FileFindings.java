package io.faultline.dataset;

import io.faultline.dataset.Finding.Action;
import java.util.List;

/** Writes down what was dropped, clipped or repaired in one file. */
record FileFindings(String file, List<Finding> sink) {

  void dropped(String record, String reason) {
    sink.add(new Finding(file, record, Action.DROPPED, reason));
  }

  void clipped(String record, String reason) {
    sink.add(new Finding(file, record, Action.CLIPPED, reason));
  }

  /** A photo that lost its labels. */
  void leftOut(String record, String reason) {
    sink.add(new Finding(file, record, Action.LEFT_OUT, reason));
  }

  /** A photo whose file is not there. */
  void missing(String record, String reason) {
    sink.add(new Finding(file, record, Action.MISSING, reason));
  }

  /** A label that says again what another one says. */
  void duplicate(String record, String reason) {
    sink.add(new Finding(file, record, Action.DUPLICATE, reason));
  }

  /** Something to look at, after which nothing was changed. */
  void noticed(String record, String reason) {
    sink.add(new Finding(file, record, Action.NOTICED, reason));
  }

  void repaired(String record, String reason) {
    sink.add(new Finding(file, record, Action.REPAIRED, reason));
  }
}
