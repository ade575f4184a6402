package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a job: options that begin with {@code --}, each followed by its values. Every
 * option is taken once; {@link #requireNoOther} refuses what is left. Faults end with the usage of
 * the job.
 */
final class JobArguments {
  private final String usage;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * Reads arguments.
   *
   * @param repeated options that may be there several times
   * @throws FaultlineException with {@code USAGE}; the message names the option
   */
  JobArguments(String usage, List<String> arguments, Set<String> repeated) {
    this.usage = usage;
    String option = "";
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        option = argument;
        if (values.putIfAbsent(option, new ArrayList<>()) != null && !repeated.contains(option)) {
          throw wrong(option + " is there twice");
        }
      } else if (values.containsKey(option)) {
        values.getOrDefault(option, new ArrayList<>()).add(argument);
      } else {
        throw wrong(argument + " belongs to no option");
      }
    }
  }

  /** The values of an option; none if it is missing. */
  List<String> all(String option) {
    return Optional.ofNullable(values.remove(option)).orElse(List.of());
  }

  /** Whether an option without a value is there. */
  boolean flag(String option) {
    List<String> given = values.remove(option);
    if (given != null && !given.isEmpty()) {
      throw wrong(option + " takes no value");
    }
    return given != null;
  }

  /** The one value of an option. */
  Optional<String> one(String option) {
    List<String> given = values.remove(option);
    if (given == null) {
      return Optional.empty();
    }
    if (given.size() != 1) {
      throw wrong(option + " has " + given.size() + " values; it must have one");
    }
    return Optional.of(given.get(0));
  }

  /** As {@link #one}, of an option that must be there. */
  String required(String option) {
    return one(option).orElseThrow(() -> wrong(option + " is missing"));
  }

  /** A number of things, greater than 0. */
  Optional<Integer> count(String option, String what) {
    return one(option).map(text -> count(option, what, text));
  }

  private int count(String option, String what, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Below.
    }
    throw wrong(option + " is " + text + "; it must be a number of " + what + " > 0");
  }

  /** One of some words, as what it stands for. */
  <T> Optional<T> word(String option, Map<String, T> words) {
    return one(option).map(text -> word(option, words, text));
  }

  private <T> T word(String option, Map<String, T> words, String text) {
    T meant = words.get(text);
    if (meant == null) {
      throw wrong(option + " is " + text + "; it must be " + String.join(" or ", words.keySet()));
    }
    return meant;
  }

  /** Refuses options that nobody took. */
  void requireNoOther() {
    if (!values.isEmpty()) {
      throw wrong(values.keySet().iterator().next() + " is no option");
    }
  }

  /** A fault of usage. */
  FaultlineException wrong(String what) {
    return new FaultlineException(Problem.USAGE, what + "; usage: " + usage);
  }
}
