package io.faultline.report;

/** Text that is safe inside HTML and SVG, between tags and inside quoted attributes. */
final class Markup {
  private Markup() {}

  /**
   * Escapes what markup gives a meaning. Control characters, which no markup may hold, and the
   * marks that turn the direction of text, with which a file name can pose as another, become
   * visible replacement characters.
   */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.append(c);
        default -> safe.append(isHarmful(text, i) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }

  private static boolean isHarmful(String text, int at) {
    char c = text.charAt(at);
    boolean turnsDirection = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    boolean pairedAfter =
        Character.isHighSurrogate(c)
            && at + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(at + 1));
    boolean pairedBefore =
        Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    boolean half = Character.isSurrogate(c) && !pairedAfter && !pairedBefore;
    boolean noCharacter = c == '\uFFFE' || c == '\uFFFF';
    return Character.isISOControl(c) || turnsDirection || half || noCharacter;
  }
}
