package io.faultline.internal.experiment;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.settings.PipelineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way of training under a name: a YAML file whose keys replace those of a common configuration.
 *
 * @param name the file's name without its ending
 * @param file the keys that make the recipe
 * @param sets further values that make it, as {@code path.to.key=value}; they win over the file
 * @param published what mmalek06 (2024) measured with it, if it is one of those recipes
 */
public record Recipe(String name, Path file, List<String> sets, Optional<PublishedRow> published) {
  private static final String TRUTH = "region.labels.add-truth=";

  /** The nine of mmalek06 (2024), part 3 and supplement, in their order. */
  private static final List<String> SHIPPED =
      List.of(
          "plain",
          "weighted",
          "lower-iou",
          "no-replacement",
          "focal-default",
          "focal-no-alpha",
          "truth-weighted",
          "truth-focal-no-alpha",
          "truth-focal-0.6");

  private static final String ENDING = ".yaml";

  /**
   * The recipes of mmalek06 (2024), part 3 and supplement, each written into a folder as a file of
   * its own.
   *
   * @throws FaultlineException with {@code OUTPUT} where a file cannot be written
   */
  public static List<Recipe> shipped(Path folder) {
    return SHIPPED.stream()
        .map(
            name -> {
              Path file = folder.resolve(name + ENDING);
              AtomicFile.write(file, resource("recipes/" + name + ENDING));
              return of(file);
            })
        .toList();
  }

  /**
   * The recipes of a folder: its YAML files, by name.
   *
   * @throws FaultlineException with {@code USAGE} where the folder has none
   */
  public static List<Recipe> in(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Recipe> recipes =
          files.filter(file -> file.toString().endsWith(ENDING)).sorted().map(Recipe::of).toList();
      if (!recipes.isEmpty()) {
        return recipes;
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.USAGE, folder + ": cannot be read as a folder of recipes", e);
    }
    throw new FaultlineException(
        Problem.USAGE, folder + ": holds no recipe; a recipe is a file such as plain" + ENDING);
  }

  private static Recipe of(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.substring(0, fileName.length() - ENDING.length());
    return new Recipe(name, file, List.of(), PublishedRow.find(name, resource("published.csv")));
  }

  /** Copies the list. */
  public Recipe {
    sets = List.copyOf(sets);
  }

  /**
   * This without and with ground-truth boxes among the regions that are learnt from: the experiment
   * of mmalek06 (2024), supplement.
   */
  public List<Recipe> withoutAndWithTruth() {
    return List.of(
        new Recipe(name + "-no-truth", file, withTruth(false), Optional.empty()),
        new Recipe(name + "-truth", file, withTruth(true), Optional.empty()));
  }

  /** Whether this is the second of {@link #withoutAndWithTruth} and the other the first. */
  boolean addsTruthTo(Recipe other) {
    return file.equals(other.file)
        && sets.equals(withTruth(true))
        && other.sets.equals(withTruth(false));
  }

  private static List<String> withTruth(boolean added) {
    return List.of(TRUTH + added);
  }

  /** The whole configuration: the recipe's keys over {@code base}, and {@code last} over both. */
  public PipelineConfig over(PipelineConfig base, List<String> last) {
    List<String> all = Stream.concat(sets.stream(), last.stream()).toList();
    return ConfigReader.read(PipelineConfig.class, base, Optional.of(file), all);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Recipe.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of the library is readable", e);
    }
  }
}
