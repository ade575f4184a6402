package io.faultline.server.workspace.store;

import io.faultline.detection.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A photo as lists show it.
 *
 * @param hash SHA-256 of the file in hexadecimal digits
 * @param ending of the stored file, by its content, such as {@code jpg}
 * @param name as the person called it: text only, never a path
 * @param exportName a safe file name made of it, unique in the workspace
 * @param widthPx as displayed and as boxes refer to
 * @param error why the photo failed, in one line; present if and only if it failed
 * @param version number of history entries
 * @param summary what the history says in short
 */
public record PhotoRow(
    long id,
    String hash,
    String ending,
    String name,
    String exportName,
    int widthPx,
    int heightPx,
    Instant added,
    State state,
    Optional<String> error,
    int version,
    Summary summary) {

  /** How far the detector is with a photo. */
  public enum State {
    /** It has not been searched yet, or not by the model in use. */
    WAITING,
    /** It was searched, or there is no model. */
    DONE,
    /** It cannot be read. */
    FAILED
  }

  /**
   * What a photo's history says in short.
   *
   * @param corrected whether a person changed a box
   * @param removed whether a person took the photo out of the workspace
   * @param verdict empty before the photo was searched
   * @param doubt how much the photo needs a person, in [0, 1]
   * @param boxes number of reported boxes
   * @param categories ids of their classes, such as {@code ,1,3,}
   */
  public record Summary(
      boolean reviewed,
      boolean corrected,
      boolean removed,
      Optional<Verdict> verdict,
      double doubt,
      int boxes,
      String categories) {
    /** Of a photo that nobody has looked at. */
    public static final Summary NEW = new Summary(false, false, false, Optional.empty(), 0, 0, ",");
  }

  /** The name of the file in the workspace's folder of photos. */
  public String fileName() {
    return hash.substring(0, 2) + "/" + hash + "." + ending;
  }
}
