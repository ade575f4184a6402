package io.faultline.internal.stage;

import io.faultline.dataset.Dataset;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.internal.bundle.TrainingPhotos;
import java.util.ArrayList;
import java.util.List;

/**
 * Photos of a test that the model has seen in its training: what is measured on them says little
 * about other photos.
 *
 * @param seen those photos
 * @param photos how many photos the test has
 */
public record SeenPhotos(TrainingPhotos.Seen seen, int photos) {
  /** None, or nobody asked. */
  public static final SeenPhotos NONE =
      new SeenPhotos(new TrainingPhotos.Seen(List.of(), List.of()), 0);

  private static final int EXAMPLES = 3;

  /** Looks at the photos side by side, where the model knows those of its training. */
  public static SeenPhotos of(TrainingPhotos training, Dataset dataset, RunContext context) {
    int photos = dataset.images().size();
    if (!training.isKnown()) {
      return new SeenPhotos(new TrainingPhotos.Seen(List.of(), List.of()), photos);
    }
    PhotoGroups.look(dataset.images(), context);
    return new SeenPhotos(training.seen(dataset, context.signatures()), photos);
  }

  /** What to warn of, one sentence each; none where the photos are new to the model. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!seen.learnt().isEmpty()) {
      warnings.add(
          warning(
              seen.learnt(),
              "photos that this model was trained on; results on them prove" + " nothing"));
    }
    if (!seen.heldOut().isEmpty()) {
      warnings.add(
          warning(
              seen.heldOut(),
              "photos that chose this model's best epoch and threshold; results"
                  + " on them are too good"));
    }
    return warnings;
  }

  private String warning(List<ImageRecord> some, String what) {
    List<String> names = some.stream().limit(EXAMPLES).map(ImageRecord::fileName).toList();
    return some.size()
        + " of "
        + photos
        + (photos == 1 ? " photo" : " photos")
        + (some.size() == 1 ? " looks like " : " look like ")
        + what
        + ": "
        + String.join(", ", names)
        + (some.size() > EXAMPLES ? ", ..." : "");
  }

  /** For a report's list of findings. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    seen.learnt()
        .forEach(
            photo ->
                findings.add(finding(photo, "looks like a photo that the model was trained on")));
    seen.heldOut()
        .forEach(
            photo ->
                findings.add(
                    finding(photo, "looks like a photo that chose the model's threshold")));
    return findings;
  }

  private static Finding finding(ImageRecord photo, String reason) {
    return new Finding(photo.fileName(), "photo", Finding.Action.NOTICED, reason);
  }
}
