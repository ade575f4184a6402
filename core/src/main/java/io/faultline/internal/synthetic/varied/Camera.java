package io.faultline.internal.synthetic.varied;

import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.ReadOptions;
import io.faultline.internal.synthetic.paint.Planes;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import java.util.Optional;
import java.util.SplittableRandom;

/** What lens, sensor and file make of a scene. */
final class Camera {
  private Camera() {}

  /** Takes the photo: light that reached the lens in, a photo as it is stored out. */
  static Raster shoot(SyntheticCanvas light, PhotoDraws draws) {
    draws.draw(Part.TONE).ifPresent(draw -> tone(light, draw));
    draws
        .draw(Part.DEFOCUS)
        .ifPresent(
            draw -> {
              double sigma = draw.scaled("sigma-px", 0.35, 2.2);
              light.each(plane -> Planes.blur(plane, light.width, sigma));
            });
    draws
        .draw(Part.MOTION)
        .ifPresent(
            draw -> {
              double length = draw.between("length-px", 2, 9);
              double angle = draw.between("angle", 0, Math.PI);
              light.each(plane -> moved(plane, light.width, length, angle));
            });
    draws.draw(Part.SHARPENING).ifPresent(draw -> light.sharpen(draw.between("amount", 0.3, 2.4)));
    Optional<PartDraw> noise = draws.draw(Part.NOISE);
    double strength = noise.map(draw -> draw.scaled("levels", 1, 16)).orElse(0.0);
    SplittableRandom random = noise.map(PartDraw::random).orElse(new SplittableRandom(0));
    Raster photo = light.shoot(0, strength, random);
    return draws.draw(Part.JPEG).map(draw -> stored(photo, draw)).orElse(photo);
  }

  private static void tone(SyntheticCanvas light, PartDraw draw) {
    boolean grey = draw.chance("black-and-white", 0.3);
    double exposure = draw.between("exposure", 0.65, 1.2);
    double contrast = draw.between("contrast", 0.75, 1.35);
    double warm = draw.between("warm", -0.14, 0.1);
    double mean = 0;
    for (int i = 0; i < light.pixels(); i += 11) {
      mean += light.brightness(i);
    }
    float pivot = (float) (11 * mean / light.pixels());
    float gain = (float) (exposure * contrast);
    float shift = (float) (exposure * pivot * (1 - contrast));
    for (int i = 0; i < light.pixels(); i++) {
      if (grey) {
        light.blend(i, light.brightness(i), 1);
      }
      light.tint(i, gain, gain, gain);
      light.add(i, shift);
      if (!grey) {
        light.tint(i, (float) (1 + warm), 1, (float) (1 - warm));
      }
    }
  }

  /** The mean along a short line: what a moving camera sees. */
  private static float[] moved(float[] plane, int width, double length, double angle) {
    int height = plane.length / width;
    int steps = (int) Math.ceil(length);
    int[] dx = new int[steps];
    int[] dy = new int[steps];
    for (int k = 0; k < steps; k++) {
      double at = (k + 0.5) / steps - 0.5;
      dx[k] = (int) Math.round(at * length * Math.cos(angle));
      dy[k] = (int) Math.round(at * length * Math.sin(angle));
    }
    float[] out = new float[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < steps; k++) {
          int px = Math.max(0, Math.min(width - 1, x + dx[k]));
          int py = Math.max(0, Math.min(height - 1, y + dy[k]));
          sum += plane[py * width + px];
        }
        out[y * width + x] = sum / steps;
      }
    }
    return out;
  }

  private static Raster stored(Raster photo, PartDraw draw) {
    int quality = draw.count("quality", 15, 98);
    byte[] file = ImageWriter.encodeJpeg(photo, quality);
    return ImageReader.decode(file, "synthetic photo", ReadOptions.DEFAULT);
  }
}
