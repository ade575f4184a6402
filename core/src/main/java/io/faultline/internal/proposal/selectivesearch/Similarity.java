package io.faultline.internal.proposal.selectivesearch;

/** Which of the four similarities of the paper (section 3.2) are averaged in a grouping. */
enum Similarity {
  /** Colour, texture, size and fill. */
  ALL(true, true, true, true),
  /** Texture, size and fill. */
  NO_COLOUR(false, true, true, true),
  /** How well two regions fill their common box. */
  FILL(false, false, false, true),
  /** Small regions first. */
  SIZE(false, false, true, false);

  private final boolean colour;
  private final boolean texture;
  private final boolean size;
  private final boolean fill;
  private final int parts;

  Similarity(boolean colour, boolean texture, boolean size, boolean fill) {
    this.colour = colour;
    this.texture = texture;
    this.size = size;
    this.fill = fill;
    this.parts = (colour ? 1 : 0) + (texture ? 1 : 0) + (size ? 1 : 0) + (fill ? 1 : 0);
  }

  /** Whether histograms are looked at. */
  boolean usesHistograms() {
    return colour || texture;
  }

  /**
   * The similarity of two regions, in [0, 1].
   *
   * @param together pixels of both
   * @param common pixels of the box around both
   * @param photo pixels of the photo
   */
  float of(RegionHistograms histograms, int a, int b, long together, long common, long photo) {
    float sum = 0;
    if (colour) {
      sum += histograms.colour(a, b);
    }
    if (texture) {
      sum += histograms.texture(a, b);
    }
    if (size) {
      sum += 1 - (float) together / photo;
    }
    if (fill) {
      sum += Math.max(0, 1 - (float) (common - together) / photo);
    }
    return sum / parts;
  }
}
