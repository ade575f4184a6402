package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.ExifRule;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.internal.labels.BoxForm;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a job over features does.
 *
 * @param data the labelled photos
 * @param model a model file, or the name of a built-in model
 * @param out the folder of the features
 * @param config how photos are split, and regions labelled and drawn
 * @param limits when the job stops and commits
 * @param master where Spark runs, if the caller of the job has not said so
 */
record FeatureOptions(
    Data data,
    String model,
    String out,
    PipelineConfig config,
    WaveRun.Limits limits,
    Optional<String> master) {

  static final String USAGE =
      "FeatureJob --data DATA --model MODEL --out FOLDER [--images FOLDER] [--split NAME]"
          + " [--strict] [--keep-unlabelled] [--boxes FORM] [--upright] [--config FILE]"
          + " [--set KEY=VALUE]... [--seed N] [--group RULE] [--max-errors N|SHARE] [--wave N]"
          + " [--master MASTER]";

  private static final Map<String, BoxForm> BOXES =
      new TreeMap<>(Map.of("xywh", BoxForm.XYWH, "xyxy", BoxForm.XYXY, "shares", BoxForm.SHARES));

  /**
   * Labelled photos, and how they are read.
   *
   * @param strict whether a label that would be dropped or repaired is a fault
   * @param upright whether labels were drawn on photos turned upright
   */
  record Data(
      Path place,
      Optional<Path> images,
      Optional<String> split,
      boolean strict,
      boolean keepUnlabelled,
      Optional<BoxForm> boxes,
      boolean upright) {

    static Data of(JobArguments given, String place) {
      return new Data(
          Path.of(place),
          given.one("--images").map(Path::of),
          given.one("--split"),
          given.flag("--strict"),
          given.flag("--keep-unlabelled"),
          given.word("--boxes", BOXES),
          given.flag("--upright"));
    }

    /**
     * Reads the labels.
     *
     * @param model how a model wants its photos read
     * @throws FaultlineException as {@link DatasetReader#open}; with {@code INPUT} also where a
     *     label would be dropped or repaired and that is a fault
     */
    LoadedDataset load(ExifRule model) {
      DatasetOptions options =
          DatasetOptions.DEFAULT
              .withKeepUnlabelled(keepUnlabelled)
              .withPhotos(PhotoUse.PIXELS)
              .withExif(upright ? ExifRule.UPRIGHT : model);
      LoadedDataset loaded =
          DatasetReader.open(place, images, split, boxes.map(options::withBoxes).orElse(options));
      if (strict) {
        loaded.strict();
      }
      return loaded;
    }
  }

  /**
   * Reads arguments.
   *
   * @throws FaultlineException with {@code USAGE}; the message names the option or the setting
   */
  static FeatureOptions parse(List<String> arguments) {
    JobArguments given = new JobArguments(USAGE, arguments, Set.of("--set"));
    FeatureOptions options =
        new FeatureOptions(
            Data.of(given, given.required("--data")),
            given.required("--model"),
            given.required("--out"),
            config(given),
            new WaveRun.Limits(
                given.one("--max-errors").map(ErrorLimit::parse).orElse(ErrorLimit.NONE),
                given.count("--wave", "photos")),
            given.one("--master"));
    given.requireNoOther();
    return options;
  }

  private static PipelineConfig config(JobArguments given) {
    List<String> sets = new ArrayList<>(given.all("--set"));
    given.one("--seed").ifPresent(seed -> sets.add("seed=" + seed));
    given.one("--group").ifPresent(rule -> sets.add("data.group=" + rule));
    return ConfigReader.read(
        PipelineConfig.class, PipelineConfig.DEFAULT, given.one("--config").map(Path::of), sets);
  }
}
