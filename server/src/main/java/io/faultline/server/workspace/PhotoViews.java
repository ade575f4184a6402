package io.faultline.server.workspace;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.picture.Pictures;
import io.faultline.server.workspace.picture.TileGrid;
import io.faultline.server.workspace.store.PhotoFolder;
import io.faultline.server.workspace.store.PhotoRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What is shown of a photo: its file, pictures of all sizes, and boxes that may hold an object. */
public final class PhotoViews {
  private static final int MAX_PROPOSALS = 20;

  private final PhotoFolder files;
  private final Pictures pictures;
  private final PhotoSearch search;
  private final ModelSlot slot;
  private final Supplier<List<Category>> categories;

  PhotoViews(
      PhotoFolder files,
      Pictures pictures,
      PhotoSearch search,
      ModelSlot slot,
      Supplier<List<Category>> categories) {
    this.files = files;
    this.pictures = pictures;
    this.search = search;
    this.slot = slot;
    this.categories = categories;
  }

  /** The file of a photo, as it was given. */
  public Path file(PhotoRow photo) {
    return files.file(photo.fileName());
  }

  /** A JPEG of at most {@value Pictures#THUMBNAIL_PX} pixels a side. */
  public byte[] thumbnail(PhotoRow photo) {
    return pictures.thumbnail(search.source(photo));
  }

  /** A JPEG of at most {@value Pictures#IMAGE_PX} pixels a side. */
  public byte[] image(PhotoRow photo) {
    return pictures.image(search.source(photo));
  }

  /** One tile as JPEG; empty where the photo has none. */
  public Optional<byte[]> tile(PhotoRow photo, int zoom, int x, int y) {
    return grid(photo).has(zoom, x, y)
        ? Optional.of(pictures.tile(search.source(photo), zoom, x, y))
        : Optional.empty();
  }

  /** The tiles of a photo. */
  public TileGrid grid(PhotoRow photo) {
    return new TileGrid(photo.widthPx(), photo.heightPx());
  }

  /**
   * Boxes that contain a point and may hold an object, the best first, without near duplicates.
   *
   * @param x in pixels of the photo
   * @param y in pixels of the photo
   */
  public List<Detection> proposals(PhotoRow photo, double x, double y) {
    Optional<ModelSlot.Lease> lease = slot.lease();
    try {
      int first = categories.get().stream().mapToInt(Category::id).findFirst().orElse(0);
      return search.proposals(photo, lease, first).at(x, y, MAX_PROPOSALS);
    } finally {
      lease.ifPresent(ModelSlot.Lease::close);
    }
  }
}
