package io.faultline.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command as a job of module spark takes them, which has the same names. */
final class SparkArguments {
  private SparkArguments() {}

  /** What the user gave, and defaults. Options of the whole program, such as help, are left out. */
  static List<String> of(CommandSpec command) {
    List<String> all = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      boolean given = command.commandLine().getParseResult().hasMatchedOption(option);
      boolean skipped = option.inherited() || option.usageHelp() || option.versionHelp();
      if (skipped || (!given && option.defaultValue() == null)) {
        continue;
      }
      all.add(option.longestName());
      if (!given) {
        all.add(option.defaultValue());
      } else if (option.arity().max() > 0) {
        all.addAll(option.originalStringValues());
      }
    }
    return all;
  }
}
