package io.faultline.internal.stage;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.Polygon;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.image.Warp;
import io.faultline.internal.tiling.Tile;
import io.faultline.internal.tiling.TilePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What training sees at a time: a whole photo, or a tile of a large one with the truth that lies in
 * it. The record's id is unique among the pieces of a run and its truth, boxes and outlines, is in
 * the piece's pixels.
 */
public record Piece(ImageRecord record, Tile tile, boolean whole) {
  /** An object cut by a tile's edge counts if this share of it, or a box this long, is left. */
  private static final double KEPT_SHARE = 0.3;

  private static final double KEPT_SIDE = 32;

  /** The pieces of all photos, in order, numbered from {@code firstId} on. */
  static List<Piece> of(List<ImageRecord> images, int tileSide, int overlap, long firstId) {
    List<Piece> pieces = new ArrayList<>();
    for (ImageRecord image : images) {
      List<Tile> tiles = TilePlan.of(image.widthPx(), image.heightPx(), tileSide, overlap).tiles();
      for (Tile tile : tiles) {
        pieces.add(piece(image, tile, tiles.size() == 1, firstId + pieces.size()));
      }
    }
    return pieces;
  }

  /** The piece's pixels. */
  public Raster raster(PhotoCache photos) {
    Raster photo = photos.get(record);
    return whole ? photo : Warp.crop(photo, tile.box());
  }

  private static Piece piece(ImageRecord image, Tile tile, boolean whole, long id) {
    List<Annotation> inside = new ArrayList<>();
    for (Annotation annotation : image.annotations()) {
      part(annotation.box(), tile).ifPresent(box -> inside.add(cut(annotation, box, tile)));
    }
    return new Piece(
        new ImageRecord(
            id,
            image.fileName(),
            image.path(),
            tile.width(),
            tile.height(),
            inside,
            image.complete(),
            image.exif()),
        tile,
        whole);
  }

  private static Annotation cut(Annotation annotation, Box box, Tile tile) {
    List<Polygon> outline =
        annotation.polygons().stream()
            .flatMap(polygon -> polygon.within(tile.box()).stream())
            .toList();
    double area =
        outline.isEmpty() ? box.area() : outline.stream().mapToDouble(Polygon::area).sum();
    return new Annotation(
        annotation.id(), annotation.categoryId(), box, area, annotation.crowd(), outline);
  }

  private static Optional<Box> part(Box box, Tile tile) {
    return box.shift(-tile.x(), -tile.y())
        .clip(tile.width(), tile.height())
        .filter(
            part ->
                part.area() >= KEPT_SHARE * box.area()
                    || Math.max(part.width(), part.height()) >= KEPT_SIDE);
  }
}
