package io.faultline.spark;

import io.faultline.FaultlineException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a detection job does.
 *
 * @param model a model file, or the name of a built-in model
 * @param photos files, folders and patterns
 * @param out the folder of the results
 * @param json whether JSON lines are written beside the rows
 * @param maxErrors how many unreadable photos are too many
 * @param wave photos that are committed together; empty: as many as take some minutes
 * @param master where Spark runs, if the caller of the job has not said so
 */
record DetectOptions(
    String model,
    List<String> photos,
    String out,
    boolean json,
    ErrorLimit maxErrors,
    Optional<Integer> wave,
    Optional<String> master) {

  static final String USAGE =
      "DetectJob --model MODEL --photos PATH... --out FOLDER [--format parquet|json]"
          + " [--max-errors N|SHARE] [--wave N] [--master MASTER]";

  /** Whether JSON lines are written. */
  private static final Map<String, Boolean> FORMATS =
      new TreeMap<>(Map.of("json", true, "parquet", false));

  /** Copies the list. */
  DetectOptions {
    photos = List.copyOf(photos);
  }

  /**
   * Reads arguments.
   *
   * @throws FaultlineException with {@code USAGE}; the message names the option
   */
  static DetectOptions parse(List<String> arguments) {
    JobArguments given = new JobArguments(USAGE, arguments, Set.of());
    DetectOptions options =
        new DetectOptions(
            given.required("--model"),
            given.all("--photos"),
            given.required("--out"),
            given.word("--format", FORMATS).orElse(false),
            given.one("--max-errors").map(ErrorLimit::parse).orElse(ErrorLimit.NONE),
            given.count("--wave", "photos"),
            given.one("--master"));
    if (options.photos().isEmpty()) {
      throw given.wrong("--photos is missing");
    }
    given.requireNoOther();
    return options;
  }
}
