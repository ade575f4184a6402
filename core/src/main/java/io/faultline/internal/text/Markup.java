package io.faultline.internal.text;

/** Text that is safe inside HTML and SVG, between tags and inside quoted attributes. */
public final class Markup {
  private Markup() {}

  /**
   * Escapes what markup gives a meaning. Characters that steer what shows them ({@link
   * VisibleText}), with which a file name can pose as another, become visible replacement
   * characters.
   */
  public static String escape(String text) {
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
        default -> safe.append(VisibleText.isHarmful(text, i) ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }
}
