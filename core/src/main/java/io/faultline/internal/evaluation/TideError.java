package io.faultline.internal.evaluation;

/** The kinds of error of TIDE (Bolya et al. 2020, sections 2.2 and 2.3). */
public enum TideError {
  /** IoU of at least 0.5 with an object of another class. */
  CLASS("Cls", "right place, wrong class"),
  /** IoU of 0.1 to 0.5 with an object of its class. */
  LOCALISATION("Loc", "right class, badly placed"),
  /** None of the others. */
  BOTH("Both", "wrong class and badly placed"),
  /** IoU of at least 0.5 with an object of its class that another detection has found. */
  DUPLICATE("Dupe", "second box on a found object"),
  /** IoU of at most 0.1 with every object. */
  BACKGROUND("Bkg", "on no object"),
  /** An object that nothing finds and that no mended class or place would find. */
  MISSED("Miss", "missed object"),
  /** All detections that find nothing: they are ranked below all that find something. */
  FALSE_POSITIVE("FalsePos", "all false detections together"),
  /** All objects that are not found: they are no longer looked for. */
  FALSE_NEGATIVE("FalseNeg", "all objects not found together");

  private final String key;
  private final String words;

  TideError(String key, String words) {
    this.key = key;
    this.words = words;
  }

  /** TIDE's short name. */
  public String key() {
    return key;
  }

  /** As it is called in tables. */
  public String words() {
    return words;
  }

  /** Whether it overlaps the other kinds: one of the two that TIDE calls special errors. */
  public boolean special() {
    return this == FALSE_POSITIVE || this == FALSE_NEGATIVE;
  }
}
