package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Colour;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All surfaces. */
final class Surfaces {
  private static final Map<Part, Surface> ALL =
      Map.of(
          Part.ASPHALT, new AsphaltSurface(),
          Part.CONCRETE, new ConcreteSurface(),
          Part.PLASTER, new PlasterSurface(),
          Part.MASONRY, new MasonrySurface(),
          Part.TILES, new TileSurface(),
          Part.SLABS, new SlabSurface(),
          Part.PAINT, new PaintSurface(),
          Part.METAL, new MetalSurface());

  private static final List<Part> PARTS = ALL.keySet().stream().sorted().toList();

  private Surfaces() {}

  /** Paints one of the surfaces that are not switched off; an even grey where all are. */
  static Scene paint(Scene scene, PhotoDraws draws) {
    Optional<Part> part = draws.choose(PARTS);
    if (part.isEmpty()) {
      Colour grey = Colour.grey(draws.photo("grey").nextDouble(60, 220), 0, 0);
      scene.canvas().fill(grey.red(), grey.green(), grey.blue());
      return scene;
    }
    Surface surface = Objects.requireNonNull(ALL.get(part.get()));
    return surface.paint(scene, draws.chosen(part.get()));
  }
}
