package io.faultline.internal.synthetic.paint;

import io.faultline.image.Raster;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** A photo while it is painted: three planes of brightness, 0 black to 255 white. */
public final class SyntheticCanvas {
  public final int width;
  public final int height;
  private final float[] red;
  private final float[] green;
  private final float[] blue;

  public SyntheticCanvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.red = new float[width * height];
    this.green = new float[width * height];
    this.blue = new float[width * height];
  }

  public int pixels() {
    return red.length;
  }

  /** Fills with one colour. */
  public void fill(double r, double g, double b) {
    java.util.Arrays.fill(red, (float) r);
    java.util.Arrays.fill(green, (float) g);
    java.util.Arrays.fill(blue, (float) b);
  }

  /** Adds {@code strength * field} to all channels. */
  public void add(float[] field, double strength) {
    float s = (float) strength;
    for (int i = 0; i < field.length; i++) {
      add(i, s * field[i]);
    }
  }

  /** Adds to all channels of one pixel. */
  public void add(int i, float value) {
    red[i] += value;
    green[i] += value;
    blue[i] += value;
  }

  /** Multiplies all channels of one pixel. */
  public void multiply(int i, float factor) {
    red[i] *= factor;
    green[i] *= factor;
    blue[i] *= factor;
  }

  /** Multiplies each channel of one pixel by its own factor. */
  public void tint(int i, float r, float g, float b) {
    red[i] *= r;
    green[i] *= g;
    blue[i] *= b;
  }

  /** Mixes one pixel with a grey: 0 keeps the pixel, 1 is the grey alone. */
  public void blend(int i, float grey, float share) {
    red[i] += share * (grey - red[i]);
    green[i] += share * (grey - green[i]);
    blue[i] += share * (grey - blue[i]);
  }

  /** Mixes one pixel with a colour: 0 keeps the pixel, 1 is the colour alone. */
  public void blend(int i, Colour colour, float share) {
    red[i] += share * (colour.red() - red[i]);
    green[i] += share * (colour.green() - green[i]);
    blue[i] += share * (colour.blue() - blue[i]);
  }

  /**
   * Mixes every pixel with a colour.
   *
   * @param plane the coverage of each pixel, 0 to 1
   * @param share of the colour where the coverage is 1
   */
  public void blend(float[] plane, Colour colour, double share) {
    for (int i = 0; i < plane.length; i++) {
      if (plane[i] > 0) {
        blend(i, colour, (float) (share * plane[i]));
      }
    }
  }

  /** Replaces each channel by what becomes of it; the size stays. */
  public void each(UnaryOperator<float[]> filter) {
    for (float[] plane : List.of(red, green, blue)) {
      System.arraycopy(filter.apply(plane), 0, plane, 0, plane.length);
    }
  }

  /** A canvas of another size, each channel made from one of this canvas. */
  public SyntheticCanvas mapped(int otherWidth, int otherHeight, UnaryOperator<float[]> map) {
    SyntheticCanvas other = new SyntheticCanvas(otherWidth, otherHeight);
    System.arraycopy(map.apply(red), 0, other.red, 0, other.red.length);
    System.arraycopy(map.apply(green), 0, other.green, 0, other.green.length);
    System.arraycopy(map.apply(blue), 0, other.blue, 0, other.blue.length);
    return other;
  }

  /** The green channel, which stands for brightness. */
  public float brightness(int i) {
    return green[i];
  }

  /**
   * Raises what differs from its surroundings, as cameras and phones do (unsharp masking).
   *
   * @param amount 0 changes nothing, 2 is a lot
   */
  public void sharpen(double amount) {
    each(plane -> sharpened(plane, (float) amount));
  }

  private float[] sharpened(float[] plane, float amount) {
    float[] sharp = blurred(plane, 0.25f);
    for (int i = 0; i < plane.length; i++) {
      sharp[i] = plane[i] + amount * (plane[i] - sharp[i]);
    }
    return sharp;
  }

  /** Blurs, once for each {@code 0.25}. */
  public void soften(int times) {
    for (int n = 0; n < times; n++) {
      each(plane -> blurred(plane, 0.25f));
    }
  }

  /**
   * What a camera makes of it: blurred a little, with noise, in 8 bits.
   *
   * @param blur weight of the neighbours, 0 (none) to 0.25
   * @param noise largest deviation of a pixel in grey levels
   */
  public Raster shoot(double blur, double noise, SplittableRandom random) {
    float[] grain = new float[red.length];
    for (int i = 0; i < grain.length; i++) {
      long bits = random.nextLong();
      float both = ((int) bits) * 0x1p-32f + ((int) (bits >>> 32)) * 0x1p-32f;
      grain[i] = (float) noise * both;
    }
    byte[] rgb = new byte[3 * red.length];
    put(rgb, 0, blurred(red, (float) blur), grain);
    put(rgb, 1, blurred(green, (float) blur), grain);
    put(rgb, 2, blurred(blue, (float) blur), grain);
    return Raster.of(width, height, rgb);
  }

  private static void put(byte[] rgb, int channel, float[] plane, float[] grain) {
    for (int i = 0; i < plane.length; i++) {
      float value = plane[i] + grain[i] + 0.5f;
      rgb[3 * i + channel] = (byte) Math.max(0, Math.min(255, (int) value));
    }
  }

  /** A separable filter (blur, 1 - 2 blur, blur); borders repeat. */
  private float[] blurred(float[] plane, float blur) {
    float[] across = new float[plane.length];
    float centre = 1 - 2 * blur;
    for (int y = 0; y < height; y++) {
      int row = y * width;
      for (int x = 0; x < width; x++) {
        float left = plane[row + Math.max(0, x - 1)];
        float right = plane[row + Math.min(width - 1, x + 1)];
        across[row + x] = centre * plane[row + x] + blur * (left + right);
      }
    }
    float[] down = new float[plane.length];
    for (int y = 0; y < height; y++) {
      int row = y * width;
      int above = Math.max(0, y - 1) * width;
      int below = Math.min(height - 1, y + 1) * width;
      for (int x = 0; x < width; x++) {
        down[row + x] = centre * across[row + x] + blur * (across[above + x] + across[below + x]);
      }
    }
    return down;
  }
}
