package io.faultline.examples;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.NamedGenerator;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A proposal generator of one's own: squares around the darkest pixel of every cell of a raster. It
 * is named in {@code META-INF/services}, so {@code proposals.generators=dark-spots+ridge} works
 * wherever this jar is on the class path, on the command line too, and in the models trained so.
 */
public final class DarkSpots implements ProposalGenerator {
  private static final int CELL_PX = 32;

  /** What makes it known by its name. */
  public static final class Service implements NamedGenerator {
    @Override
    public String name() {
      return "dark-spots";
    }

    @Override
    public ProposalGenerator create() {
      return new DarkSpots();
    }
  }

  @Override
  public Proposals propose(Raster photo) {
    Map<Box, Double> darkness = new LinkedHashMap<>();
    for (int top = 0; top < photo.height(); top += CELL_PX) {
      for (int left = 0; left < photo.width(); left += CELL_PX) {
        spot(photo, left, top, darkness);
      }
    }
    return new Proposals(List.copyOf(darkness.keySet()), List.copyOf(darkness.values()));
  }

  /** Adds the box around a cell's darkest pixel, with its darkness as the score. */
  private static void spot(Raster photo, int left, int top, Map<Box, Double> darkness) {
    int darkestX = left;
    int darkestY = top;
    for (int y = top; y < Math.min(photo.height(), top + CELL_PX); y++) {
      for (int x = left; x < Math.min(photo.width(), left + CELL_PX); x++) {
        if (green(photo, x, y) < green(photo, darkestX, darkestY)) {
          darkestX = x;
          darkestY = y;
        }
      }
    }
    Box box =
        new Box(
            Math.max(0, darkestX - CELL_PX / 2),
            Math.max(0, darkestY - CELL_PX / 2),
            Math.min(photo.width(), darkestX + CELL_PX / 2 + 1),
            Math.min(photo.height(), darkestY + CELL_PX / 2 + 1));
    darkness.merge(box, 255.0 - green(photo, darkestX, darkestY), Math::max);
  }

  private static int green(Raster photo, int x, int y) {
    return photo.pixel(x, y) >> 8 & 0xFF;
  }

  @Override
  public String describe() {
    return "dark-spots(cell=" + CELL_PX + ")";
  }
}
