package io.faultline.server.workspace.proposal;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.detection.PhotoScan;
import io.faultline.internal.image.Warp;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Boxes of a photo that may hold an object, the best first, in few bytes. With a model these are
 * its likely boxes where box regression put them, then its other proposals by probability; without
 * a model, those of the default generator in its order.
 */
public final class RankedBoxes {
  private static final int MAX_BOXES = 20_000;
  private static final int BYTES_OF_A_BOX = 5 * Float.BYTES + Integer.BYTES;

  /** Boxes that overlap by more than this are the same to a person who clicks. */
  private static final double NEAR_DUPLICATE_IOU = 0.6;

  /**
   * How much the middle of a box counts: at a quarter of its width from the middle, a box counts as
   * one of a twelfth of its score in the middle. Chosen with {@code ClickFigures} on the quay
   * photos.
   */
  private static final double CENTRED = 40;

  private final List<Detection> boxes;

  private RankedBoxes(List<Detection> boxes) {
    this.boxes =
        boxes.stream()
            .filter(one -> Math.min(one.box().width(), one.box().height()) >= 1)
            .limit(MAX_BOXES)
            .toList();
  }

  /**
   * Of a photo that a model has scanned.
   *
   * @param categories of the model
   * @param ids from the model's ids of classes to those of the boxes
   */
  public static RankedBoxes of(PhotoScan scan, List<Category> categories, IntUnaryOperator ids) {
    List<Detection> likely = new ArrayList<>();
    List<Detection> others = new ArrayList<>();
    for (PhotoScan.TileScan tile : scan.tiles()) {
      likely.addAll(tile.candidates());
      for (int i = 0; i < tile.boxes().size(); i++) {
        int best = 0;
        for (int c = 1; c < categories.size(); c++) {
          best = tile.probability(i, c) > tile.probability(i, best) ? c : best;
        }
        others.add(
            new Detection(
                categories.get(best).id(), tile.boxes().get(i), tile.probability(i, best)));
      }
    }
    likely.sort(Detection.ORDER);
    others.sort(Detection.ORDER);
    likely.addAll(others);
    return new RankedBoxes(
        likely.stream()
            .map(one -> new Detection(ids.applyAsInt(one.categoryId()), one.box(), one.score()))
            .toList());
  }

  /** Of a photo that no model has scanned; all boxes are of one class. */
  public static RankedBoxes of(Raster photo, int categoryId) {
    ProposalGenerator generator = ProposalGenerators.ofCracks();
    DetectorOptions options = DetectorOptions.DEFAULT;
    TilePlan plan =
        TilePlan.of(photo.width(), photo.height(), options.tileSide(), options.tileOverlap());
    List<Detection> boxes = new ArrayList<>();
    for (Tile tile : plan.tiles()) {
      Raster part = plan.tiles().size() == 1 ? photo : Warp.crop(photo, tile.box());
      Proposals proposals = generator.propose(part);
      int count = proposals.boxes().size();
      for (int i = 0; i < count; i++) {
        Box box = proposals.boxes().get(i).shift(tile.x(), tile.y());
        boxes.add(new Detection(categoryId, box, 1 - (double) i / count));
      }
    }
    boxes.sort(Comparator.comparingDouble(Detection::score).reversed());
    return new RankedBoxes(boxes);
  }

  /**
   * The boxes that contain a point, without near duplicates of better ones. People click near the
   * middle of what they mean, so a box counts less the further its middle is away.
   */
  public List<Detection> at(double x, double y, int limit) {
    List<Detection> inside =
        boxes.stream()
            .filter(one -> contains(one.box(), x, y))
            .sorted(Comparator.comparingDouble((Detection one) -> -worth(one, x, y)))
            .toList();
    List<Detection> chosen = new ArrayList<>();
    for (Detection one : inside) {
      if (chosen.size() == limit) {
        break;
      }
      if (chosen.stream().noneMatch(better -> isNear(better, one))) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  private static boolean contains(Box box, double x, double y) {
    return box.x1() <= x && x < box.x2() && box.y1() <= y && y < box.y2();
  }

  private static double worth(Detection one, double x, double y) {
    double u = (x - one.box().centerX()) / one.box().width();
    double v = (y - one.box().centerY()) / one.box().height();
    return one.score() * Math.exp(-CENTRED * (u * u + v * v));
  }

  private static boolean isNear(Detection better, Detection other) {
    return better.box().iou(other.box()) > NEAR_DUPLICATE_IOU;
  }

  /** For a file. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES_OF_A_BOX * boxes.size());
    for (Detection one : boxes) {
      bytes
          .putInt(one.categoryId())
          .putFloat((float) one.box().x1())
          .putFloat((float) one.box().y1())
          .putFloat((float) one.box().x2())
          .putFloat((float) one.box().y2())
          .putFloat((float) one.score());
    }
    return bytes.array();
  }

  /** What {@link #toBytes} gave; coordinates have a float's precision. */
  public static RankedBoxes of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<Detection> boxes = new ArrayList<>();
    while (in.remaining() >= BYTES_OF_A_BOX) {
      int category = in.getInt();
      Box box = new Box(in.getFloat(), in.getFloat(), in.getFloat(), in.getFloat());
      boxes.add(new Detection(category, box, in.getFloat()));
    }
    return new RankedBoxes(boxes);
  }
}
