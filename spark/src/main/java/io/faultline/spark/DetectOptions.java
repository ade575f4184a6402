package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Map<String, List<String>> values = new HashMap<>();
    String option = "";
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        option = argument;
        if (values.putIfAbsent(option, new ArrayList<>()) != null) {
          throw usage(option + " is there twice");
        }
      } else if (values.containsKey(option)) {
        values.getOrDefault(option, new ArrayList<>()).add(argument);
      } else {
        throw usage(argument + " belongs to no option");
      }
    }
    List<String> photos = Optional.ofNullable(values.remove("--photos")).orElse(List.of());
    DetectOptions options =
        new DetectOptions(
            one(values, "--model").orElseThrow(() -> usage("--model is missing")),
            photos,
            one(values, "--out").orElseThrow(() -> usage("--out is missing")),
            one(values, "--format").map(DetectOptions::json).orElse(false),
            one(values, "--max-errors").map(ErrorLimit::parse).orElse(ErrorLimit.NONE),
            one(values, "--wave").map(DetectOptions::wave),
            one(values, "--master"));
    if (photos.isEmpty()) {
      throw usage("--photos is missing");
    }
    if (!values.isEmpty()) {
      throw usage(values.keySet().iterator().next() + " is no option");
    }
    return options;
  }

  private static Optional<String> one(Map<String, List<String>> values, String option) {
    List<String> given = values.remove(option);
    if (given == null) {
      return Optional.empty();
    }
    if (given.size() != 1) {
      throw usage(option + " has " + given.size() + " values; it must have one");
    }
    return Optional.of(given.get(0));
  }

  private static boolean json(String format) {
    return switch (format) {
      case "json" -> true;
      case "parquet" -> false;
      default -> throw usage("--format is " + format + "; it must be parquet or json");
    };
  }

  private static int wave(String text) {
    try {
      int photos = Integer.parseInt(text);
      if (photos > 0) {
        return photos;
      }
    } catch (NumberFormatException e) {
      // Below.
    }
    throw usage("--wave is " + text + "; it must be a number of photos > 0");
  }

  private static FaultlineException usage(String what) {
    return new FaultlineException(Problem.USAGE, what + "; usage: " + USAGE);
  }
}
