package io.faultline.internal.check;

/** What a check looks for, the gravest first. */
public enum CheckRule {
  /** A photo of one set is in another one too. */
  LEAK(
      Weight.FAULT,
      "Photos in more than one set",
      "A test on photos that the training has seen proves nothing. Take these photos out of one of"
          + " the sets, or split again: split keeps photos that look the same on one side."),
  /** Copies of one file have labels that differ. */
  CONFLICT(
      Weight.FAULT,
      "One photo, different labels",
      "These files are the same and their labels are not, so one of them teaches the opposite of"
          + " the other. Keep the one with the right labels."),
  /** A reader could not use a label or photo. */
  LOST(
      Weight.FAULT,
      "Labels and photos that are left out",
      "These records cannot be used as they are. A photo that lost labels is not taken for a clean"
          + " one."),
  /** More than half of a box lies outside its photo. */
  FAR_OUTSIDE(
      Weight.FAULT,
      "Boxes far outside their photo",
      "More than half of the box lies outside the photo. Often the labels belong to another photo,"
          + " or to the photo at another size."),
  /** A reader cut or repaired a label. */
  CHANGED(
      Weight.FAULT,
      "Labels that were cut or repaired",
      "These records are used in the form that the reason states."),
  /** A photo cannot be decoded. */
  UNREADABLE(
      Weight.FAULT,
      "Photos that cannot be read",
      "Training and evaluation leave these photos out."),
  /** A reader noticed something. */
  NOTICED(
      Weight.DOUBT,
      "Notes of the reader",
      "Nothing was changed, but it may not be what was meant."),
  /** Most of a photo is the object, by its outline. */
  INVERTED(
      Weight.DOUBT,
      "Outlines that look inverted",
      "The outline covers most of the photo and reaches its borders. If the mask shows the ground"
          + " instead of the object, convert the masks again with --invert."),
  /** A box that covers nearly the whole photo. */
  WHOLE_PHOTO(
      Weight.DOUBT,
      "Boxes nearly as large as their photo",
      "The box covers at least 90 % of the photo, so it does not say where the object lies."),
  /** A box of one or two pixels. */
  TINY(
      Weight.DOUBT,
      "Boxes of 1 or 2 pixels",
      "One side of the box is at most 2 pixels long. Such boxes are often slips of the mouse, or"
          + " labels in other units."),
  /** A photo of another size than the others of its set. */
  SCALE(
      Weight.DOUBT,
      "Photos of an unusual size",
      "The longer side is three times as long as usual in this set, or a third of it. Objects of"
          + " such a photo have another size in pixels than those of the others."),
  /** A part of a mask that is too small to be an object. */
  SPECKS(
      Weight.DOUBT,
      "Specks of masks that are left out",
      "These parts of a mask are not larger than --mask-min-area. Lower it if they are objects."),
  /** Photos that look the same have labels of other classes. */
  LABELS_DIFFER(
      Weight.DOUBT,
      "Photos that look the same, with other labels",
      "If these photos show the same place, one of them has wrong labels. If they only look alike,"
          + " nothing is wrong."),
  /** Photos of one set that are the same. */
  COPIES(
      Weight.DOUBT,
      "Copies inside one set",
      "Training keeps these photos on one side of its split, so they do no harm. They count once as"
          + " evidence, not several times."),
  /** A photo without labels. */
  UNLABELLED(
      Weight.NOTE,
      "Photos without labels",
      "They count as clean photos and teach the detector silence. Make sure that they show no"
          + " object.");

  private final Weight weight;
  private final String title;
  private final String advice;

  CheckRule(Weight weight, String title, String advice) {
    this.weight = weight;
    this.title = title;
    this.advice = advice;
  }

  /** How grave a finding is. */
  public enum Weight {
    /** Labels are lost or changed, or results would be wrong; {@code --strict} ends with 3. */
    FAULT,
    /** A person should look at it; it may be right. */
    DOUBT,
    /** Worth knowing. */
    NOTE
  }

  /** How grave it is. */
  public Weight weight() {
    return weight;
  }

  /** A heading. */
  public String title() {
    return title;
  }

  /** What it means and what to do, in one to three sentences. */
  public String advice() {
    return advice;
  }
}
