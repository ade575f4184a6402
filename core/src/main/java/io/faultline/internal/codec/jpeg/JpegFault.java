package io.faultline.internal.codec.jpeg;

/** What can be wrong with the coded data of a JPEG. */
enum JpegFault {
  NONE("nothing is wrong"),
  ENDS_EARLY("data end early"),
  BAD_CODE("data hold a code that does not exist"),
  TOO_MANY_COEFFICIENTS("a block has more than 64 coefficients"),
  OUT_OF_RANGE("a block is brighter or darker than a photo can be"),
  RESTART_MISSING("a restart marker is missing or out of order"),
  ZEROS("a stretch of the data was overwritten with zeros"),
  LEFT_OVER("data go on after the last block");

  private final String words;

  JpegFault(String words) {
    this.words = words;
  }

  /** A part of a sentence. */
  String words() {
    return words;
  }
}
