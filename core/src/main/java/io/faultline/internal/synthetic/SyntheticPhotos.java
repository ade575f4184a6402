package io.faultline.internal.synthetic;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.Polygon;
import io.faultline.internal.image.Component;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.coco.CocoWriter;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.paint.SyntheticCanvas;
import io.faultline.internal.synthetic.varied.Part;
import io.faultline.internal.synthetic.varied.VariedPhoto;
import io.faultline.internal.synthetic.varied.VariedPhotos;
import io.faultline.internal.text.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes photos of concrete, asphalt and tiles with branching cracks of 1 to 12 px width, and of
 * what is taken for cracks: joints, stains, shadows, scratches and gravel. Photo {@code i} depends
 * on the seed, the options and {@code i} alone.
 */
public final class SyntheticPhotos {
  /** The one category of these photos. */
  public static final Category CRACK = new Category(1, "crack");

  private static final String STAGE = "synthetic-photo";

  private final RunSeed seed;
  private final Options options;

  /** A series of photos. */
  public SyntheticPhotos(RunSeed seed, Options options) {
    this.seed = seed;
    this.options = options;
  }

  /** What surfaces, cracks and cameras are drawn from. */
  public enum Style {
    /** Smooth to grainy surfaces, open cracks, one kind of camera. */
    PLAIN,
    /**
     * Also surfaces whose grain is as strong as a crack, cracks that cross the whole photo or are
     * hidden in part, and photos that are soft or sharpened.
     */
    ROUGH,
    /** As different as possible, made of parts that can be switched off. */
    VARIED
  }

  /**
   * What the photos are like.
   *
   * @param widthPx width in pixels, 64 to 20000
   * @param heightPx height in pixels, 64 to 20000
   * @param cleanFraction share of photos without a crack, 0 to 1
   * @param mostCracks most cracks in a photo, at least 1; most photos have one or two
   * @param mostDistractors most distractors in a photo, at least 0
   * @param style what surfaces, cracks and cameras are drawn from
   * @param without parts of style {@code varied} that are switched off; empty for the other styles
   */
  public record Options(
      int widthPx,
      int heightPx,
      double cleanFraction,
      int mostCracks,
      int mostDistractors,
      Style style,
      Set<Part> without) {
    /** 256x256, three in ten clean, at most 2 cracks and 3 distractors, plain. */
    public static final Options DEFAULT = new Options(256, 256, 0.3, 2, 3);

    private static final int SMALLEST = 64;
    private static final int LARGEST = 20_000;

    /** Throws a {@link FaultlineException} with {@link Problem#USAGE} for values out of range. */
    public Options {
      require("width", widthPx, SMALLEST, LARGEST);
      require("height", heightPx, SMALLEST, LARGEST);
      require("clean fraction", cleanFraction, 0, 1);
      require("most cracks", mostCracks, 1, 100);
      require("most distractors", mostDistractors, 0, 100);
      without = Set.copyOf(without);
      if (!without.isEmpty() && style != Style.VARIED) {
        throw new FaultlineException(
            Problem.USAGE,
            "synthetic photos: only style varied has parts that can be switched off");
      }
    }

    /** Photos of the plain style. */
    public Options(
        int widthPx, int heightPx, double cleanFraction, int mostCracks, int mostDistractors) {
      this(widthPx, heightPx, cleanFraction, mostCracks, mostDistractors, Style.PLAIN, Set.of());
    }

    /** Another size. */
    public Options sized(int width, int height) {
      return new Options(width, height, cleanFraction, mostCracks, mostDistractors, style, without);
    }

    /** Another style. */
    public Options styled(Style other) {
      return new Options(
          widthPx, heightPx, cleanFraction, mostCracks, mostDistractors, other, without);
    }

    /** Photos of style {@code varied} with some parts switched off. */
    public Options without(Set<Part> off) {
      return new Options(widthPx, heightPx, cleanFraction, mostCracks, mostDistractors, style, off);
    }

    private static void require(String name, double value, double least, double most) {
      if (!(value >= least && value <= most)) {
        throw new FaultlineException(
            Problem.USAGE,
            "synthetic photos: "
                + name
                + " is "
                + Numbers.shortest(value)
                + "; it must be "
                + Numbers.shortest(least)
                + " to "
                + Numbers.shortest(most));
      }
    }
  }

  /** Makes one photo; {@code index} is any number. */
  public SyntheticPhoto photo(long index) {
    if (options.style() == Style.VARIED) {
      return varied(index);
    }
    if (options.style() == Style.ROUGH) {
      return rough(seed.of("rough-photo", index));
    }
    SplittableRandom random = seed.of(STAGE, index);
    boolean clean = random.nextDouble() < options.cleanFraction();
    SurfaceTexture[] surfaces = SurfaceTexture.values();
    SurfaceTexture surface = surfaces[random.nextInt(surfaces.length)];
    SyntheticCanvas canvas = new SyntheticCanvas(options.widthPx(), options.heightPx());
    surface.paint(canvas, random.split());
    CrackPainter painter = new CrackPainter(canvas);
    List<Distractor> distractors = distractors(clean, random);
    paint(distractors, true, canvas, painter, random);
    int cracks = clean ? 0 : cracks(random);
    for (int i = 0; i < cracks; i++) {
      painter.paint(surface.contrast(random), random.split());
    }
    paint(distractors, false, canvas, painter, random);
    return new SyntheticPhoto(
        canvas.shoot(random.nextDouble(0.04, 0.2), random.nextDouble(2, 7), random.split()),
        painter.mask(),
        annotations(painter.cracks()));
  }

  private SyntheticPhoto varied(long index) {
    VariedPhotos.Spec spec =
        new VariedPhotos.Spec(
            options.widthPx(),
            options.heightPx(),
            options.cleanFraction(),
            options.mostCracks(),
            options.without());
    VariedPhoto made = new VariedPhotos(seed, spec).photo(index, CRACK.id());
    return new SyntheticPhoto(made.photo(), made.mask(), made.cracks(), made.drawn());
  }

  private SyntheticPhoto rough(SplittableRandom random) {
    boolean clean = random.nextDouble() < options.cleanFraction();
    SyntheticCanvas canvas = new SyntheticCanvas(options.widthPx(), options.heightPx());
    CrackPainter painter = new CrackPainter(canvas);
    boolean grainy = random.nextInt(5) < 3;
    RoughSurface[] grains = RoughSurface.values();
    RoughSurface grain = grains[random.nextInt(grains.length)];
    SurfaceTexture[] surfaces = SurfaceTexture.values();
    SurfaceTexture surface = surfaces[random.nextInt(surfaces.length)];
    if (grainy) {
      grain.paint(canvas, random.split());
    } else {
      surface.paint(canvas, random.split());
    }
    List<Distractor> distractors = distractors(clean, random);
    paint(distractors, true, canvas, painter, random);
    int cracks = clean ? 0 : cracks(random);
    for (int i = 0; i < cracks; i++) {
      painter.paint(
          grainy ? grain.contrast(random) : surface.contrast(random),
          CrackLook.any(random),
          random.split());
    }
    paint(distractors, false, canvas, painter, random);
    canvas.soften(random.nextInt(3) == 0 ? 1 : 0);
    canvas.sharpen(random.nextBoolean() ? random.nextDouble(0, 2.2) : 0);
    return new SyntheticPhoto(
        canvas.shoot(random.nextDouble(0.02, 0.24), random.nextDouble(1, 12), random.split()),
        painter.mask(),
        annotations(painter.cracks()));
  }

  private int cracks(SplittableRandom random) {
    int cracks = 1;
    while (cracks < options.mostCracks() && random.nextInt(3) == 0) {
      cracks++;
    }
    return cracks;
  }

  /** Clean photos get at least one, or they would be told from the others by emptiness alone. */
  private List<Distractor> distractors(boolean clean, SplittableRandom random) {
    int count = random.nextInt(options.mostDistractors() + 1);
    if (clean) {
      count = Math.max(count, Math.min(1, options.mostDistractors()));
    }
    Distractor[] kinds = Distractor.values();
    List<Distractor> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(kinds[random.nextInt(kinds.length)]);
    }
    return drawn;
  }

  private static void paint(
      List<Distractor> distractors,
      boolean below,
      SyntheticCanvas canvas,
      CrackPainter painter,
      SplittableRandom random) {
    for (Distractor distractor : distractors) {
      if (distractor.isBelowCracks() == below) {
        distractor.paint(canvas, painter, random.split());
      }
    }
  }

  private static List<Annotation> annotations(List<Component> cracks) {
    List<Annotation> annotations = new ArrayList<>();
    for (Component crack : cracks) {
      annotations.add(
          new Annotation(
              annotations.size() + 1L,
              CRACK.id(),
              crack.box(),
              crack.area(),
              false,
              List.of(new Polygon(crack.outline()))));
    }
    return annotations;
  }

  /**
   * Writes photos 0 to {@code count - 1} as {@code images/photo-00000.png} and so on, their masks
   * under the same names in {@code masks/}, and {@code annotations.json}; of style {@code varied}
   * also {@link PhotoParameters}.
   *
   * @return the dataset, as reading the folder gives it
   * @throws FaultlineException with {@link Problem#OUTPUT} where the folder cannot be written
   */
  public Dataset write(Path folder, int count, Progress progress) {
    if (!(count > 0)) {
      throw new FaultlineException(
          Problem.USAGE, "synthetic photos: count is " + count + "; it must be >= 1");
    }
    progress.begin("synthetic photos", count, "photos");
    List<ImageRecord> images = new ArrayList<>();
    PhotoParameters parameters = new PhotoParameters();
    long nextId = 1;
    for (int i = 0; i < count; i++) {
      SyntheticPhoto made = photo(i);
      String name = String.format(Locale.ROOT, "photo-%05d.png", i);
      Path file = folder.resolve("images").resolve(name);
      ImageWriter.write(file, made.photo());
      ImageWriter.write(folder.resolve("masks").resolve(name), made.mask());
      List<Annotation> truth = new ArrayList<>();
      for (Annotation crack : made.cracks()) {
        truth.add(
            new Annotation(
                nextId++, CRACK.id(), crack.box(), crack.area(), false, crack.polygons()));
      }
      images.add(
          new ImageRecord(
              i + 1L, "images/" + name, file, options.widthPx(), options.heightPx(), truth));
      parameters.add("images/" + name, made.drawn());
      progress.advance(i + 1L);
    }
    parameters.write(folder);
    Dataset dataset = new Dataset(List.of(CRACK), images);
    CocoWriter.write(dataset, folder.resolve("annotations.json"));
    progress.end();
    return dataset;
  }
}
