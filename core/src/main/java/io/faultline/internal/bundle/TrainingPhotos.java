package io.faultline.internal.bundle;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.duplicates.KnownPhotos;
import io.faultline.internal.duplicates.PhotoSignatures;
import java.util.ArrayList;
import java.util.List;

/**
 * What the photos of a training look like, so that nobody tests a model on them unknowingly.
 *
 * @param learnt the photos it was trained on
 * @param heldOut those that chose its best epoch and threshold
 */
public record TrainingPhotos(KnownPhotos learnt, KnownPhotos heldOut) {
  /** Of a model that does not know them, such as an older one. */
  public static final TrainingPhotos UNKNOWN =
      new TrainingPhotos(KnownPhotos.NONE, KnownPhotos.NONE);

  /**
   * Which photos of a dataset the training has seen, by their looks.
   *
   * @param learnt look like photos that the model was trained on
   * @param heldOut look like photos that chose its best epoch and threshold, and are not among the
   *     others
   */
  public record Seen(List<ImageRecord> learnt, List<ImageRecord> heldOut) {
    /** Copies the lists. */
    public Seen {
      learnt = List.copyOf(learnt);
      heldOut = List.copyOf(heldOut);
    }
  }

  /** Whether there is anything to compare with. */
  public boolean isKnown() {
    return learnt.size() + heldOut.size() > 0;
  }

  /**
   * Compares photos with those of the training.
   *
   * @param known what is known of the photos; others are read now
   */
  public Seen seen(Dataset dataset, PhotoSignatures known) {
    List<ImageRecord> inTraining = learnt.among(dataset, known);
    List<ImageRecord> inHeldOut = new ArrayList<>(heldOut.among(dataset, known));
    inHeldOut.removeAll(inTraining);
    return new Seen(inTraining, inHeldOut);
  }
}
