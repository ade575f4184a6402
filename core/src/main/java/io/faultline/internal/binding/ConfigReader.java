package io.faultline.internal.binding;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a configuration: a tree of records with defaults in code, over which a YAML file and then
 * single overrides are laid.
 *
 * <p>A record component {@code positiveIou} is the key {@code positive-iou}; nested records are
 * sections; enum constants are written like keys. Values may be {@code int}, {@code long}, {@code
 * double}, {@code boolean}, {@code String}, {@code Path}, enums, records, and {@code Optional} or
 * {@code List} of these. An empty {@code Optional} is written {@code null} (or {@code none}, {@code
 * off} where it does not hold text), a list also {@code 24,48,96}.
 *
 * <p>What a value may be is the record's business: it throws {@link IllegalArgumentException} from
 * its compact constructor, and the reader adds where the value was written.
 */
public final class ConfigReader {
  private ConfigReader() {}

  /**
   * The effective configuration.
   *
   * @param type the root record
   * @param defaults what holds where nothing is said
   * @param yaml a file whose keys replace defaults
   * @param sets overrides of the form {@code path.to.key=value}, later ones winning
   * @throws FaultlineException with {@link Problem#USAGE} for a file that is not YAML, an unknown
   *     key (the nearest known one is named) or a value that breaks a rule
   */
  public static <R extends Record> R read(
      Class<R> type, R defaults, Optional<Path> yaml, List<String> sets) {
    List<ConfigTree.Section> layers = new ArrayList<>();
    yaml.ifPresent(file -> layers.add(ConfigParser.file(file)));
    sets.forEach(assignment -> layers.add(ConfigParser.override(assignment)));
    return bound(type, defaults, layers);
  }

  /**
   * As above, from the text of a file.
   *
   * @param source what faults call it
   */
  public static <R extends Record> R read(Class<R> type, R defaults, String yaml, String source) {
    return bound(type, defaults, List.of(ConfigParser.text(yaml, source)));
  }

  private static <R extends Record> R bound(
      Class<R> type, R defaults, List<ConfigTree.Section> layers) {
    return layers.stream()
        .reduce(ConfigTree.Section::overlaid)
        .map(tree -> new ConfigBinder(type).section(type, Optional.of(defaults), tree, ""))
        .map(type::cast)
        .orElse(defaults);
  }
}
