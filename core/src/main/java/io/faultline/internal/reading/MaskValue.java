package io.faultline.internal.reading;

import java.util.Locale;

/**
 * What the pixels of a mask hold: a number, a colour, or a position in a palette with its colour.
 *
 * @param number the sample as stored, or the position in the palette where colours do not tell its
 *     positions apart; a palette's grey values are numbers, too. {@code NaN} for a colour
 * @param rgb the colour as {@code 0xRRGGBB}, or -1 for a number
 * @param index the position in the palette, or -1
 */
public record MaskValue(double number, int rgb, int index) {

  static MaskValue ofNumber(double number) {
    return new MaskValue(number, -1, -1);
  }

  static MaskValue ofColour(int rgb, int index) {
    int level = rgb & 0xFF;
    return rgb == level * 0x010101
        ? new MaskValue(level, -1, index)
        : new MaskValue(Double.NaN, rgb, index);
  }

  /** Whether this is a colour that is not grey. */
  public boolean isColour() {
    return rgb >= 0;
  }

  /** Whether this is what masks hold where nothing is: the number 0 or black. */
  public boolean isNothing() {
    return !isColour() && number == 0;
  }

  /** As it is written in messages and settings: {@code 7}, {@code 0.5} or {@code #800000}. */
  public String text() {
    if (isColour()) {
      return String.format(Locale.ROOT, "#%06x", rgb);
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** Whether a setting means this value: by its text, or by its position in the palette. */
  public boolean matches(String setting) {
    return text().equalsIgnoreCase(setting)
        || (index >= 0 && Integer.toString(index).equals(setting));
  }
}
