package io.faultline.internal.synthetic.varied;

import java.util.Locale;

/** What photos of style varied are made of. Each part can be switched off. */
public enum Part {
  // Surfaces: one for each photo; the chances are their weights.
  ASPHALT(Kind.SURFACE, 4, "asphalt with gravel as wide as cracks"),
  CONCRETE(Kind.SURFACE, 4, "concrete with pores, pebbles and board marks"),
  PLASTER(Kind.SURFACE, 1.2, "rough or smooth plaster"),
  MASONRY(Kind.SURFACE, 1, "bricks or stones with joints"),
  TILES(Kind.SURFACE, 0.8, "glazed tiles with joints"),
  SLABS(Kind.SURFACE, 1, "pavement slabs with joints"),
  PAINT(Kind.SURFACE, 1, "painted walls, some with flaking paint"),
  METAL(Kind.SURFACE, 1.6, "smooth grey material with machining marks"),

  // Cracks. The chances are those of a crack or of a photo with cracks.
  HAIRLINES(Kind.CRACK, 0.18, "cracks hardly stronger than the grain"),
  BRANCHES(Kind.CRACK, 0.35, "cracks that branch"),
  SHORT(Kind.CRACK, 0.15, "cracks much shorter than the photo"),
  STRANDS(Kind.CRACK, 0.15, "cracks of two strands side by side"),
  NETS(Kind.CRACK, 0.08, "nets of cracks (map cracking)"),
  JOINT_CRACKS(Kind.CRACK, 0.35, "cracks along the joints of bricks, tiles and slabs"),
  BROKEN(Kind.CRACK, 0.35, "cracks that are hidden in parts"),
  FILLED(Kind.CRACK, 0.12, "cracks filled with soil or sealant, dark or bright"),
  BRIGHT(Kind.CRACK, 0.06, "cracks brighter than their surface"),
  WET(Kind.CRACK, 0.1, "damp, darker surroundings of cracks"),
  EFFLORESCENCE(Kind.CRACK, 0.08, "bright deposits along cracks"),
  SPALLS(Kind.CRACK, 0.15, "broken edges of cracks"),

  // Distractors: not cracks.
  JOINTS(Kind.DISTRACTOR, 0.16, "straight joints"),
  SEAMS(Kind.DISTRACTOR, 0.12, "raised seams of formwork"),
  EDGES(Kind.DISTRACTOR, 0.14, "edges of slabs and what lies beyond"),
  STAINS(Kind.DISTRACTOR, 0.25, "stains and patches"),
  RUNS(Kind.DISTRACTOR, 0.1, "traces of running water"),
  HOLES(Kind.DISTRACTOR, 0.1, "drill holes and blow holes"),
  SCRATCHES(Kind.DISTRACTOR, 0.2, "scratches"),
  WRITING(Kind.DISTRACTOR, 0.08, "writing in chalk or paint"),
  LICHENS(Kind.DISTRACTOR, 0.1, "lichens and moss"),
  GRAVEL(Kind.DISTRACTOR, 0.12, "loose stones"),
  CABLES(Kind.DISTRACTOR, 0.08, "cables with their shadows"),
  TWIGS(Kind.DISTRACTOR, 0.14, "twigs and roots"),
  GRASS(Kind.DISTRACTOR, 0.1, "blades of grass"),

  // Light and camera.
  SHADOWS(Kind.CAMERA, 0.2, "shadows: borders, grids, leaves"),
  LIGHT(Kind.CAMERA, 0.6, "uneven light and dark corners"),
  SCALE(Kind.CAMERA, 1, "0.1 to 10 mm a pixel; 1 mm without"),
  PERSPECTIVE(Kind.CAMERA, 0.5, "oblique and turned views"),
  RESAMPLING(Kind.CAMERA, 0.35, "enlarged photos"),
  DEFOCUS(Kind.CAMERA, 0.4, "blur of the lens"),
  MOTION(Kind.CAMERA, 0.12, "blur of motion"),
  SHARPENING(Kind.CAMERA, 0.4, "sharpening by the camera"),
  NOISE(Kind.CAMERA, 0.8, "noise of the sensor"),
  TONE(Kind.CAMERA, 0.7, "exposure, contrast and colour; black-and-white photos"),
  JPEG(Kind.CAMERA, 0.7, "losses of JPEG, quality 15 to 98");

  private final Kind kind;
  private final double chance;
  private final String meaning;

  Part(Kind kind, double chance, String meaning) {
    this.kind = kind;
    this.chance = chance;
    this.meaning = meaning;
  }

  /** What a part is a part of. */
  public enum Kind {
    /** What the photo shows. */
    SURFACE,
    /** How cracks look. */
    CRACK,
    /** What is no crack. */
    DISTRACTOR,
    /** What light and camera do. */
    CAMERA
  }

  /** What it is a part of. */
  public Kind kind() {
    return kind;
  }

  /** Its name as users write it, such as {@code drill-holes}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it stands for, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** The share of photos (or of cracks) that have it; of surfaces, their weight. */
  double chance() {
    return chance;
  }

  @Override
  public String toString() {
    return word();
  }
}
