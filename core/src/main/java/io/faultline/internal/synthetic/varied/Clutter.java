package io.faultline.internal.synthetic.varied;

import io.faultline.internal.synthetic.paint.Pebbles;
import io.faultline.internal.synthetic.paint.Scratches;
import io.faultline.internal.synthetic.paint.Stain;
import io.faultline.internal.synthetic.paint.StraightJoint;
import java.util.List;

/** What is taken for a crack and is none. */
final class Clutter {
  /** In the surface: cracks go through it. */
  private static final List<Item> BELOW =
      List.of(
          new Item(
              Part.STAINS,
              (scene, cracks, draw) -> {
                int count = draw.count("stains", 1, 3);
                for (int n = 0; n < count; n++) {
                  Stain.paint(scene.canvas(), draw.random());
                }
              }),
          new Item(Part.RUNS, (scene, cracks, draw) -> Runs.paint(scene, draw)),
          new Item(
              Part.JOINTS,
              (scene, cracks, draw) -> {
                int count = draw.count("joints", 1, 2);
                for (int n = 0; n < count; n++) {
                  StraightJoint.paint(scene.canvas(), draw.random());
                }
              }),
          new Item(Part.SEAMS, (scene, cracks, draw) -> Seam.paint(scene, draw)),
          new Item(Part.HOLES, (scene, cracks, draw) -> Holes.paint(scene, draw)),
          new Item(Part.WRITING, (scene, cracks, draw) -> Writing.paint(scene, draw)));

  /** On the surface: it lies over cracks. */
  private static final List<Item> ABOVE =
      List.of(
          new Item(
              Part.SCRATCHES,
              (scene, cracks, draw) -> Scratches.paint(scene.canvas(), draw.random())),
          new Item(Part.LICHENS, (scene, cracks, draw) -> Lichens.paint(scene, draw)),
          new Item(
              Part.GRAVEL,
              (scene, cracks, draw) ->
                  Pebbles.paint(scene.canvas(), cracks::isCrack, draw.random())),
          new Item(Part.EDGES, (scene, cracks, draw) -> SlabEdge.paint(scene, draw)),
          new Item(Part.TWIGS, (scene, cracks, draw) -> Twigs.paint(scene, draw)),
          new Item(Part.CABLES, (scene, cracks, draw) -> Cable.paint(scene, draw)),
          new Item(Part.GRASS, (scene, cracks, draw) -> Grass.paint(scene, draw)));

  private Clutter() {}

  /** Paints what cracks go through. */
  static void below(Scene scene, Cracks cracks, PhotoDraws draws) {
    paint(BELOW, scene, cracks, draws);
  }

  /** Paints what lies over cracks. */
  static void above(Scene scene, Cracks cracks, PhotoDraws draws) {
    paint(ABOVE, scene, cracks, draws);
  }

  private static void paint(List<Item> items, Scene scene, Cracks cracks, PhotoDraws draws) {
    for (Item item : items) {
      draws.draw(item.part()).ifPresent(draw -> item.painter().paint(scene, cracks, draw));
    }
  }

  private record Item(Part part, Painter painter) {}

  private interface Painter {
    void paint(Scene scene, Cracks cracks, PartDraw draw);
  }
}
