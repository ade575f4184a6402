package io.faultline.dataset;

/**
 * How datasets are read, whatever their form.
 *
 * @param keepUnlabelled whether a photo that lost labels is taken for a photo without these
 *     objects: one that lost all of them for a clean one
 */
public record DatasetOptions(boolean keepUnlabelled) {
  /** A photo that lost labels is never taken for a clean one. */
  public static final DatasetOptions DEFAULT = new DatasetOptions(false);

  /** The same with another {@link #keepUnlabelled}. */
  public DatasetOptions withKeepUnlabelled(boolean value) {
    return new DatasetOptions(value);
  }
}
