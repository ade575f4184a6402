package io.faultline.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which photos belong together, as a setting of a configuration. */
final class GroupSetting {
  @Option(
      names = "--group",
      paramLabel = "RULE",
      description =
          "Which photos show one place and stay together, short for --set data.group=RULE: auto,"
              + " photo, underscore:N or regex:PATTERN; see split --help (default: auto).")
  private Optional<String> group = Optional.empty();

  /** The setting, if the user gave one. */
  List<String> sets() {
    return group.map(rule -> "data.group=" + rule).stream().toList();
  }
}
