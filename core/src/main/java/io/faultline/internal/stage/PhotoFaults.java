package io.faultline.internal.stage;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.classifier.FeatureMatrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Photos that gave features nothing can be learnt from. Each is left out and listed; the run ends
 * only where no photo is left, because then it is the network that is at fault. For one thread.
 */
public final class PhotoFaults {
  private final Map<Long, String> names;
  private final Progress progress;
  private final Map<String, UnreadablePhoto> found = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param names file names by the ids of photos, or of tiles of them
   */
  public PhotoFaults(Map<Long, String> names, Progress progress) {
    this.names = Map.copyOf(names);
    this.progress = progress;
  }

  /** Whether all features are finite; a photo of which one is not is listed. */
  public boolean accepts(long imageId, FeatureMatrix features) {
    for (int row = 0; row < features.rows(); row++) {
      for (int column = 0; column < features.columns(); column++) {
        if (!Float.isFinite(features.at(row, column))) {
          add(
              imageId,
              "feature " + column + " of region " + row + " is " + features.at(row, column));
          return false;
        }
      }
    }
    return true;
  }

  private void add(long imageId, String what) {
    String name = Objects.requireNonNullElse(names.get(imageId), "photo " + imageId);
    UnreadablePhoto photo = new UnreadablePhoto(name, what + "; it must be finite");
    if (found.putIfAbsent(name, photo) == null) {
      progress.note("left out: " + photo.line());
    }
  }

  /**
   * Refuses a stage that no photo is left of.
   *
   * @param asked how many photos gave features
   * @param accepted how many of them could be used
   * @throws FaultlineException with {@code MODEL} where there were some and none is left
   */
  public void requireAny(int asked, int accepted) {
    if (asked > 0 && accepted == 0) {
      throw new FaultlineException(
          Problem.MODEL,
          "features of every photo are not finite (did fine-tuning diverge?); the first: "
              + found.values().iterator().next().line());
    }
  }

  /** All of them, each once, in the order they were found. */
  public List<UnreadablePhoto> photos() {
    return List.copyOf(found.values());
  }
}
