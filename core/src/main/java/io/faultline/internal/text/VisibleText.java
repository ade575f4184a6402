package io.faultline.internal.text;

/**
 * Text from names, such as a photo's, that cannot steer what shows it: a file name can hold escape
 * sequences of a terminal, line breaks that pose as lines of ours, and marks that turn the
 * direction of writing so that {@code gpj.exe} reads as {@code exe.jpg} (Unicode Technical Report
 * 36, section 2.10). Each such character is shown as an escape, for example as {@code \u001b}; all
 * others, whatever their script, stay.
 */
public final class VisibleText {
  private VisibleText() {}

  /** The text as one line: line breaks and tabs are escaped like every control character. */
  public static String line(String text) {
    return escape(text, false);
  }

  /** The text with its own lines and tabs. */
  public static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepLines) {
    int clean = 0;
    while (clean < text.length() && !shows(text, clean, keepLines)) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, clean);
    for (int i = clean; i < text.length(); i++) {
      char c = text.charAt(i);
      if (shows(text, i, keepLines)) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean shows(String text, int at, boolean keepLines) {
    char c = text.charAt(at);
    return (c == '\n' || c == '\t') ? !keepLines : isHarmful(text, at);
  }

  /**
   * Whether the character steers what shows it: a control character (C0, DEL, C1), a mark of
   * direction, a line or paragraph separator, a tag or byte-order mark that nobody sees, half of a
   * surrogate pair, or no character at all.
   */
  static boolean isHarmful(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x7F) {
      return c < 0x20;
    }
    return Character.isISOControl(c)
        || isDirection(c)
        || c == '\u2028'
        || c == '\u2029'
        || c == '\uFEFF'
        || (c >= '\uFFF9' && c <= '\uFFFB')
        || c >= '\uFFFE'
        || isTag(text, at)
        || (Character.isSurrogate(c) && !isPaired(text, at));
  }

  private static boolean isDirection(char c) {
    return c == '\u061C'
        || c == '\u200E'
        || c == '\u200F'
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2066' && c <= '\u2069');
  }

  /** Either half of U+E0000 to U+E007F. */
  private static boolean isTag(String text, int at) {
    int first = Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    if (first < 0 || text.charAt(first) != '\uDB40' || first + 1 >= text.length()) {
      return false;
    }
    char second = text.charAt(first + 1);
    return second >= '\uDC00' && second <= '\uDC7F';
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
