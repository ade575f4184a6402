package io.faultline.internal.synthetic.varied;

import io.faultline.image.Raster;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import java.util.Optional;
import java.util.Set;

/**
 * Photos that differ as much as possible, so that real ones look like one more variation (domain
 * randomisation: Tobin et al. 2017, arXiv 1703.06907). What they consist of: {@link Part}.
 *
 * <p>A photo is painted straight on, in this order: the surface, what is in it, the cracks, what
 * lies on it. Then come light, view and camera. What can be seen of the cracks afterwards is
 * labelled.
 */
public final class VariedPhotos {
  private final RunSeed seed;
  private final Spec spec;

  /**
   * What is asked for.
   *
   * @param width in pixels
   * @param height in pixels
   * @param cleanFraction share of photos without a crack
   * @param mostCracks most cracks in a photo
   * @param without the parts that are switched off
   */
  public record Spec(
      int width, int height, double cleanFraction, int mostCracks, Set<Part> without) {
    /** Copies the set. */
    public Spec {
      without = Set.copyOf(without);
    }
  }

  /** A series of photos. */
  public VariedPhotos(RunSeed seed, Spec spec) {
    this.seed = seed;
    this.spec = spec;
  }

  /** One photo, of category {@code categoryId}. */
  public VariedPhoto photo(long index, int categoryId) {
    PhotoDraws draws = new PhotoDraws(seed, index, spec.without());
    Projection view = Projection.of(spec.width(), spec.height(), draws);
    double mm = draws.draw(Part.SCALE).map(draw -> draw.central("mm-per-px", 0.1, 10)).orElse(1.0);
    SyntheticCanvas canvas = new SyntheticCanvas(view.canvasWidth(), view.canvasHeight());
    Scene bare = new Scene(canvas, mm * view.enlargement(), Optional.empty());
    Scene scene = Surfaces.paint(bare, draws);
    Cracks cracks = new Cracks(scene);
    Clutter.below(scene, cracks, draws);
    if (draws.photo("clean").nextDouble() >= spec.cleanFraction()) {
      cracks.paint(draws, spec.mostCracks());
    }
    Clutter.above(scene, cracks, draws);
    draws.draw(Part.SHADOWS).ifPresent(draw -> Shadows.paint(scene, draw));
    SyntheticCanvas light = canvas.mapped(spec.width(), spec.height(), view::map);
    draws.draw(Part.LIGHT).ifPresent(draw -> UnevenLight.paint(light, draw));
    Raster photo = Camera.shoot(light, draws);
    CrackLabels labels = new CrackLabels(spec.width(), visible(photo, cracks, view));
    return new VariedPhoto(
        photo, labels.mask(), labels.annotations(categoryId), draws.description());
  }

  /** The number of the visible crack at each pixel of the photo. */
  private static byte[] visible(Raster photo, Cracks cracks, Projection view) {
    float[] coverage = view.map(cracks.coverage());
    byte[] owner = view.mapOwners(cracks.owner());
    for (int i = 0; i < owner.length; i++) {
      if (coverage[i] < 0.5f) {
        owner[i] = 0;
      }
    }
    VisibleCracks.keep(photo, owner, cracks.count());
    return owner;
  }
}
