package io.faultline.internal.duplicates;

/** How a photo was mirrored: across exchanges left and right, down exchanges top and bottom. */
enum Mirror {
  NONE(false, false),
  ACROSS(true, false),
  DOWN(false, true),
  BOTH(true, true);

  private final boolean across;
  private final boolean down;

  Mirror(boolean across, boolean down) {
    this.across = across;
    this.down = down;
  }

  boolean across() {
    return across;
  }

  boolean down() {
    return down;
  }
}
