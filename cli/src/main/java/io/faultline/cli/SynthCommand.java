package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.provenance.UnfinishedFolder;
import io.faultline.internal.synthetic.PhotoParameters;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes photos to try everything on. */
@Command(
    name = "synth",
    header = "Make photos with cracks, and without, to try things on.",
    customSynopsis = {"faultline synth --out FOLDER [OPTIONS]"},
    description = {
      "Makes photos of concrete, asphalt and tiles. They show branching cracks that are 1 to"
          + " 12 pixels wide, and things that look like cracks: joints, stains, shadows,"
          + " scratches, gravel. The folder gets images, masks and annotations.json. The same"
          + " seed makes the same photos. After a stop, run the same command again.",
      "",
      "Style varied has many more surfaces, cracks, things that look like cracks, and cameras."
          + " Cracks that cannot be seen in the finished photo are not labelled."
    },
    footer = {
      "  faultline synth --out walls --photos 200",
      "  faultline synth --out tiles --photos 50 --size 1024x768 --clean 0.5 --seed 7",
      "  faultline synth --out mixed --photos 500 --style varied --without nets,jpeg"
    })
final class SynthCommand implements Callable<Integer> {
  static final UnfinishedFolder.Contents CONTENTS =
      new UnfinishedFolder.Contents(
          "dataset",
          "annotations.json",
          List.of(PhotoParameters.FILE),
          List.of("images", "masks"),
          name -> name.matches("photo-[0-9]{5,}\\.png"));

  @Mixin private CommonOptions common;
  @Mixin private JsonOption json;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "A new or empty folder for images, masks and annotations.json.")
  private Path out;

  @Option(
      names = "--photos",
      paramLabel = "N",
      description = "How many photos (default: ${DEFAULT-VALUE}).",
      defaultValue = "100")
  private int photos;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Width and height in pixels (default: ${DEFAULT-VALUE}).",
      defaultValue = "256x256",
      converter = PhotoSize.Reader.class)
  private PhotoSize size;

  @Option(
      names = "--clean",
      paramLabel = "SHARE",
      description = "Share of photos without a crack (default: ${DEFAULT-VALUE}).",
      defaultValue = "0.3")
  private double clean;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Mixin private StyleOptions style;

  @Override
  public Integer call() {
    SyntheticPhotos.Options defaults = SyntheticPhotos.Options.DEFAULT;
    SyntheticPhotos.Options options =
        new SyntheticPhotos.Options(
            size.widthPx(),
            size.heightPx(),
            clean,
            defaults.mostCracks(),
            defaults.mostDistractors());
    UnfinishedFolder unfinished = new UnfinishedFolder(out, CONTENTS);
    unfinished.begin();
    Dataset dataset;
    try (TerminalProgress.Running progress = common.progress()) {
      dataset =
          new SyntheticPhotos(new RunSeed(seed), style.over(options)).write(out, photos, progress);
    } catch (FaultlineException e) {
      if (e.problem() == Problem.USAGE) { // Nothing was begun.
        unfinished.end();
      }
      throw e;
    }
    unfinished.end();
    DatasetTable.show(dataset, out, common, json);
    return 0;
  }
}
