package io.faultline.spark;

import io.faultline.FaultlineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a job over stored features does.
 *
 * @param features the folder of a {@link FeatureJob}
 * @param model the model whose network gave the features
 * @param out the new model file
 * @param data the labelled photos; without them the threshold is 0.5
 * @param sets settings over those of the features, as {@code --set} takes them
 * @param master where Spark runs, if the caller of the job has not said so
 */
record ClassifierOptions(
    String features,
    String model,
    Path out,
    Optional<FeatureOptions.Data> data,
    List<String> sets,
    Optional<String> master) {

  static final String USAGE =
      "ClassifierJob --features FOLDER --model MODEL --out FILE [--data DATA] [--images FOLDER]"
          + " [--split NAME] [--strict] [--keep-unlabelled] [--boxes FORM] [--upright]"
          + " [--set KEY=VALUE]... [--master MASTER]";

  /** Copies the list. */
  ClassifierOptions {
    sets = List.copyOf(sets);
  }

  /**
   * Reads arguments.
   *
   * @throws FaultlineException with {@code USAGE}; the message names the option
   */
  static ClassifierOptions parse(List<String> arguments) {
    JobArguments given = new JobArguments(USAGE, arguments, Set.of("--set"));
    ClassifierOptions options =
        new ClassifierOptions(
            given.required("--features"),
            given.required("--model"),
            Path.of(given.required("--out")),
            given.one("--data").map(place -> FeatureOptions.Data.of(given, place)),
            new ArrayList<>(given.all("--set")),
            given.one("--master"));
    given.requireNoOther();
    return options;
  }
}
