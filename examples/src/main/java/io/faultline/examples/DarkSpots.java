package io.faultline.examples;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.NamedGenerator;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.ArrayList;
import java.util.List;

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
    List<Box> boxes = new ArrayList<>();
    for (int top = 0; top < photo.height(); top += CELL_PX) {
      for (int left = 0; left < photo.width(); left += CELL_PX) {
        boxes.add(around(photo, left, top));
      }
    }
    return new Proposals(boxes.stream().distinct().toList());
  }

  private static Box around(Raster photo, int left, int top) {
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
    return new Box(
        Math.max(0, darkestX - CELL_PX / 2),
        Math.max(0, darkestY - CELL_PX / 2),
        Math.min(photo.width(), darkestX + CELL_PX / 2 + 1),
        Math.min(photo.height(), darkestY + CELL_PX / 2 + 1));
  }

  private static int green(Raster photo, int x, int y) {
    return photo.pixel(x, y) >> 8 & 0xFF;
  }

  @Override
  public String describe() {
    return "dark-spots(cell=" + CELL_PX + ")";
  }
}
