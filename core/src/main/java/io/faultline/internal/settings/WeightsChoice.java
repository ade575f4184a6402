package io.faultline.internal.settings;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.binding.ConfigNames;
import io.faultline.internal.pretrained.PublishedWeights;
import io.faultline.internal.pretrained.WeightsCache;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the text of {@code network.weights} means: a file, or published weights by name. */
public sealed interface WeightsChoice {

  /** Weights of one's own, in a file. */
  record OfFile(Path path) implements WeightsChoice {}

  /** Weights out of {@link PublishedWeights}. */
  record OfName(PublishedWeights weights) implements WeightsChoice {}

  /**
   * A file that is there wins over a name. What looks like a path stays one; anything else is a
   * mistyped name.
   *
   * @throws FaultlineException with {@code USAGE} where it is neither, naming the nearest name
   */
  static WeightsChoice of(String text) {
    Path path = path(text);
    if (Files.isRegularFile(path)) {
      return new OfFile(path);
    }
    Optional<PublishedWeights> published = PublishedWeights.named(text);
    if (published.isPresent()) {
      return new OfName(published.get());
    }
    if (looksLikePath(text)) {
      return new OfFile(path);
    }
    List<String> names = PublishedWeights.names();
    String wanted = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    throw new FaultlineException(
        Problem.USAGE,
        "network.weights is "
            + text
            + "; it must be a file, or one of "
            + String.join(", ", names)
            + ConfigNames.nearest(wanted, names)
                .map(near -> "; the nearest is " + near)
                .orElse(""));
  }

  /** The architecture that these weights ask for, where their name says so. */
  default Optional<Architecture> architecture() {
    return this instanceof OfName named
        ? Optional.of(named.weights().architecture())
        : Optional.empty();
  }

  /**
   * The file to read, fetched where it is not in the cache.
   *
   * @throws FaultlineException with {@code USAGE} where the name is for another architecture, and
   *     what {@link WeightsCache#file} throws
   */
  default Path file(Architecture architecture, WeightsCache cache, Progress progress) {
    if (this instanceof OfFile file) {
      return file.path();
    }
    requireFit(architecture);
    PublishedWeights weights = ((OfName) this).weights();
    return cache.file(weights, progress);
  }

  /**
   * Refuses the name of another architecture's weights.
   *
   * @throws FaultlineException with {@code USAGE}
   */
  default void requireFit(Architecture architecture) {
    if (this instanceof OfName named && named.weights().architecture() != architecture) {
      String needed = ConfigNames.kebab(named.weights().architecture().name());
      throw new FaultlineException(
          Problem.USAGE,
          "network.weights is "
              + named.weights().name()
              + ", which fits the architecture "
              + needed
              + ", and network.architecture is "
              + ConfigNames.kebab(architecture.name())
              + "; set network.architecture="
              + needed);
    }
  }

  private static boolean looksLikePath(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return text.contains("/")
        || text.contains(File.separator)
        || lower.matches(".*\\.(pth?|safetensors|bin)");
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new FaultlineException(
          Problem.USAGE, "network.weights is " + text + "; it must be a name or a path", e);
    }
  }
}
