package io.faultline.internal.proposal;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Boxes of fixed sizes at regular places, whatever the photo shows. Every pair of sides is a shape,
 * as long as its aspect ratio is allowed; each shape is laid in equal steps of at most {@code
 * stride} of its side from border to border, so the photo is covered and no box leaves it.
 *
 * <p>On a photo with more pixels than {@code referencePx} squared the sides grow with the square
 * root of its area: the number of boxes stays about the same. A side longer than the photo becomes
 * the photo's.
 *
 * @param sides sides in pixels on a photo of the reference size, each at least 1
 * @param stride the step as a part of the side, greater than 0
 * @param maxAspect the largest ratio of a shape's longer to its shorter side, at least 1 (squares
 *     only)
 * @param referencePx the side of the square photo that {@code sides} were chosen for
 */
public record DenseGrid(List<Integer> sides, double stride, double maxAspect, int referencePx)
    implements ProposalGenerator {

  /** Copies the list and checks the ranges. */
  public DenseGrid {
    sides = List.copyOf(sides);
    if (sides.isEmpty() || sides.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException("grid sides are " + sides + "; each must be >= 1");
    }
    if (!(stride > 0) || !Double.isFinite(stride)) {
      throw new IllegalArgumentException("grid stride is " + stride + "; must be > 0");
    }
    if (!(maxAspect >= 1)) {
      throw new IllegalArgumentException("grid max aspect is " + maxAspect + "; must be >= 1");
    }
    if (!(referencePx > 0)) {
      throw new IllegalArgumentException("grid reference is " + referencePx + "; must be > 0");
    }
  }

  /** Sides 24, 48, 96, 160 and 256 in all pairs, stride 0.4: 2,304 boxes on 256x256 pixels. */
  public static DenseGrid standard() {
    return new DenseGrid(List.of(24, 48, 96, 160, 256), 0.4, 16, 256);
  }

  /** The same shapes at stride 0.6, half as many: to fill in what other generators leave out. */
  public static DenseGrid sparse() {
    return new DenseGrid(List.of(24, 48, 96, 160, 256), 0.6, 16, 256);
  }

  @Override
  public Proposals propose(Raster raster) {
    double growth = Math.max(1, Math.sqrt((double) raster.width() * raster.height()) / referencePx);
    Set<Box> boxes = new LinkedHashSet<>();
    for (int high : sides) {
      for (int wide : sides) {
        if (Math.max(high, wide) <= maxAspect * Math.min(high, wide)) {
          lay(
              boxes,
              raster,
              Math.min(raster.width(), (int) Math.round(wide * growth)),
              Math.min(raster.height(), (int) Math.round(high * growth)));
        }
      }
    }
    return new Proposals(List.copyOf(boxes));
  }

  private void lay(Set<Box> boxes, Raster raster, int width, int height) {
    int columns = places(raster.width(), width);
    int rows = places(raster.height(), height);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        boxes.add(
            Box.ofSize(
                offset(column, columns, raster.width() - width),
                offset(row, rows, raster.height() - height),
                width,
                height));
      }
    }
  }

  /** How many places of one side fit: the first and the last touch the borders. */
  private int places(int length, int side) {
    double step = Math.max(1, stride * side);
    return (int) Math.ceil((length - side) / step) + 1;
  }

  private static double offset(int place, int places, int slack) {
    return places == 1 ? 0 : Math.rint((double) place * slack / (places - 1));
  }

  @Override
  public boolean fixed() {
    return true;
  }

  @Override
  public String describe() {
    return "grid(sides="
        + sides.stream().map(String::valueOf).collect(Collectors.joining(","))
        + ";stride="
        + stride
        + ";max-aspect="
        + maxAspect
        + ";reference="
        + referencePx
        + ")";
  }
}
