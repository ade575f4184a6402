package io.faultline.internal.pictures;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * A small font of pen strokes, so that labels need no font of the machine: a server or container
 * without any draws the same pixels as a desktop.
 *
 * <p>Glyphs stand on a grid: capitals from y = 0 to the baseline y = 6, descenders down to 8. Each
 * line of the table is a character and its strokes; a stroke is a chain of points, each a digit for
 * x and a digit for y.
 */
final class StrokeFont {
  private static final int CAPITAL = 6;
  private static final int DESCENT = 2;
  private static final int GAP = 2;
  private static final double PEN = 0.95;

  private static final String TABLE =
      """
      0 103041453616050110
      1 112026 1636
      2 01103041420646
      3 0110304142334445361605 1333
      4 36300444
      5 400002324345361605
      6 413010010516364544331304
      7 004016
      8 13020110304142331304051636454433
      9 051636454130100102133342
      a 12324346 441405163645
      b 0006 0312324345361605
      c 4332120305163645
      d 4046 4332120305163645
      e 04444332120305163645
      f 30201116 0232
      g 4247381807 4332120305163645
      h 0006 0312324346
      i 0206 0000
      j 22271808 2020
      k 0006 3204 1436
      l 000516
      m 0206 0312223336 3342526366
      n 0206 0312324346
      o 123243453616050312
      p 0208 0312324345361605
      q 4248 4332120305163645
      r 0206 04132232
      s 43321203143445361605
      t 10152636 0232
      u 0205163645 4246
      v 022642
      w 0216325662
      x 0246 4206
      y 0226 4218
      z 02420646
      A 062046 1434
      B 00063645443303 3342413000
      C 4130100105163645
      D 00062644422000
      E 40000646 0333
      F 400006 0333
      G 41301001051636454323
      H 0006 4046 0343
      I 0006
      J 3035261605
      K 0006 4004 2246
      L 000646
      M 0600336066
      N 06004640
      O 104051554616050110
      P 06003041423303
      Q 104051554616050110 3456
      R 06003041423303 2346
      S 413010010213334445361605
      T 0040 2026
      U 000516364540
      V 002640
      W 0016315660
      X 0046 4006
      Y 002340 2326
      Z 00400646
      . 0606
      , 1607
      : 0303 0606
      - 0424
      _ 0747
      / 3007
      ( 10020517
      ) 00121507
      + 0444 2226
      # 1016 3036 0242 0444
      % 4006 0010110100 3545463635
      ' 0001
      """;

  private static final Map<Character, String[]> GLYPHS = parse();

  private StrokeFont() {}

  private static Map<Character, String[]> parse() {
    Map<Character, String[]> glyphs = new HashMap<>();
    TABLE.lines().forEach(line -> glyphs.put(line.charAt(0), line.substring(2).split(" ")));
    glyphs.put(' ', new String[0]);
    return glyphs;
  }

  /** The text without accents: what this font draws for it. */
  static String plain(String text) {
    return Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }

  /** Whether every character of the text, accents aside, has a glyph. */
  static boolean canDraw(String text) {
    return plain(text).chars().allMatch(c -> GLYPHS.containsKey((char) c));
  }

  /** Width of the text in pixels, from the first to the last stroke's centre line. */
  static double width(String text, double capitalPx) {
    int units = -GAP;
    for (char c : plain(text).toCharArray()) {
      units += glyphWidth(c) + GAP;
    }
    return Math.max(0, units) * capitalPx / CAPITAL;
  }

  /** Height from the top of capitals to the lowest descender, in pixels. */
  static double height(double capitalPx) {
    return (CAPITAL + DESCENT) * capitalPx / CAPITAL;
  }

  /** Draws with the colour of {@code g}; (x, y) is the left end of the top of the capitals. */
  static void draw(Graphics2D g, String text, double x, double y, double capitalPx) {
    double unit = capitalPx / CAPITAL;
    Path2D path = new Path2D.Double();
    double left = x;
    for (char c : plain(text).toCharArray()) {
      for (String stroke : GLYPHS.getOrDefault(c, new String[0])) {
        addStroke(path, stroke, left, y, unit);
      }
      left += (glyphWidth(c) + GAP) * unit;
    }
    g.setStroke(
        new BasicStroke((float) (PEN * unit), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
  }

  private static void addStroke(Path2D path, String stroke, double left, double top, double unit) {
    for (int i = 0; i < stroke.length(); i += 2) {
      double x = left + digit(stroke, i) * unit;
      double y = top + digit(stroke, i + 1) * unit;
      if (i == 0) {
        path.moveTo(x, y);
      }
      path.lineTo(x, y);
    }
  }

  private static int glyphWidth(char c) {
    int width = c == ' ' ? 1 : 0;
    for (String stroke : GLYPHS.getOrDefault(c, new String[0])) {
      for (int i = 0; i < stroke.length(); i += 2) {
        width = Math.max(width, digit(stroke, i));
      }
    }
    return width;
  }

  private static int digit(String text, int at) {
    return text.charAt(at) - '0';
  }
}
