package io.faultline.server.workspace.history;

import io.faultline.detection.Detection;
import java.time.Instant;
import java.util.List;

/** One entry of a photo's history. Entries are only ever added. */
public sealed interface Entry {
  /** The version of the photo that this entry made; versions count from 1 without gaps. */
  int version();

  /** When it happened. */
  Instant at();

  /** Who did it: a person's name, or {@code model}. */
  String who();

  /**
   * Changes that were made together and are undone together.
   *
   * @param changes in their order
   */
  record Edited(int version, Instant at, String who, List<Change> changes) implements Entry {
    /** Copies the list. */
    public Edited {
      changes = List.copyOf(changes);
    }
  }

  /**
   * What a model found.
   *
   * @param model the hash of the model
   * @param detections in {@link Detection#ORDER}
   */
  record Detected(int version, Instant at, String who, String model, List<Detection> detections)
      implements Entry {
    /** Sorts. */
    public Detected {
      detections = detections.stream().sorted(Detection.ORDER).toList();
    }
  }

  /**
   * An earlier entry no longer counts.
   *
   * @param undoes the version that the entry made
   */
  record Undone(int version, Instant at, String who, int undoes) implements Entry {}
}
