package io.faultline.cli;

import io.faultline.internal.binding.ConfigReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A configuration from a file and from single values. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML file with settings; they replace the defaults.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One setting, such as fine-tune.epochs=20. It wins over --config. Can be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of all random choices; short for --set seed=N.")
  private Optional<Long> seed = Optional.empty();

  /** The single values, for configurations that others are laid over. */
  List<String> sets() {
    return List.copyOf(sets);
  }

  /**
   * The defaults with what the user changed.
   *
   * @param further values from options of their own, which win
   */
  <R extends Record> R read(Class<R> type, R defaults, List<String> further) {
    List<String> all = new ArrayList<>(sets);
    all.addAll(further);
    seed.ifPresent(value -> all.add("seed=" + value));
    return ConfigReader.read(type, defaults, config, all);
  }
}
