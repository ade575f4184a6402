package io.faultline.internal.settings;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.binding.ConfigNames;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.pretrained.PublishedWeights;
import io.faultline.internal.pretrained.WeightsCache;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.weights.WeightsReader;
import io.faultline.weights.Weights;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the text of {@code network.weights} means: a file, published weights by name, a built-in
 * model by name, or {@link #AUTO}.
 */
public sealed interface WeightsChoice {

  /** What the data decide. */
  String AUTO = "auto";

  /** Random weights; the same as no text at all. */
  String NONE = "none";

  /** Weights in a file of their own, or the trunk of a model. */
  record OfFile(Path path) implements WeightsChoice {}

  /** Weights out of {@link PublishedWeights}. */
  record OfName(PublishedWeights weights) implements WeightsChoice {}

  /** The trunk of a model that comes with the program. */
  record OfBuiltIn(String model) implements WeightsChoice {
    NetworkSpec network() {
      return BuiltInModels.manifest(model).network();
    }

    private void requireFit(Stage cutAfter) {
      Stage last = network().cutAfter();
      if (cutAfter.compareTo(last) > 0) {
        throw new FaultlineException(
            Problem.USAGE,
            "network.weights is "
                + model
                + ", which ends after "
                + ConfigNames.kebab(last.name())
                + ", and network.cut-after is "
                + ConfigNames.kebab(cutAfter.name())
                + "; set network.cut-after="
                + ConfigNames.kebab(last.name()));
      }
    }
  }

  /** Chosen when the data are known; see {@link StartingWeights}. */
  record Automatic() implements WeightsChoice {}

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
    if (text.equals(AUTO)) {
      return new Automatic();
    }
    if (BuiltInModels.names().contains(text)) {
      return new OfBuiltIn(text);
    }
    Optional<PublishedWeights> published = PublishedWeights.named(text);
    if (published.isPresent()) {
      return new OfName(published.get());
    }
    if (looksLikePath(text)) {
      return new OfFile(path);
    }
    List<String> names = names();
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

  /** Every name that can be given. */
  static List<String> names() {
    List<String> names = new ArrayList<>(List.of(AUTO, NONE));
    names.addAll(BuiltInModels.names());
    names.addAll(PublishedWeights.names());
    return names;
  }

  /** The architecture that these weights ask for, where their name says so. */
  default Optional<Architecture> architecture() {
    if (this instanceof OfName named) {
      return Optional.of(named.weights().architecture());
    }
    return this instanceof OfBuiltIn builtIn
        ? Optional.of(builtIn.network().architecture())
        : Optional.empty();
  }

  /**
   * The weights, fetched where they are published ones that are not in the cache.
   *
   * @throws FaultlineException what {@link WeightsCache#file} and {@link WeightsReader#read} throw
   */
  default Weights read(WeightsCache cache, Progress progress) {
    if (this instanceof OfFile file) {
      return DetectorBundle.isBundle(file.path())
          ? DetectorBundle.read(file.path()).weights()
          : WeightsReader.read(file.path());
    }
    if (this instanceof OfName named) {
      return WeightsReader.read(cache.file(named.weights(), progress));
    }
    if (this instanceof OfBuiltIn builtIn) {
      return BuiltInModels.bundle(builtIn.model()).weights();
    }
    throw new IllegalStateException("auto stands for no weights until the data are known");
  }

  /** Adds what the weights are, so that a changed file is noticed. */
  default void addTo(Fingerprint.Builder key) {
    if (this instanceof OfFile file && Files.isRegularFile(file.path())) {
      key.add(file.path());
    } else if (this instanceof OfBuiltIn builtIn) {
      key.add(BuiltInModels.bytes(builtIn.model()));
    } else if (this instanceof Automatic) {
      BuiltInModels.names().forEach(name -> key.add(BuiltInModels.bytes(name)));
    }
  }

  /**
   * Refuses weights whose name says that they are another network's.
   *
   * @throws FaultlineException with {@code USAGE}
   */
  default void requireFit(Architecture architecture, Stage cutAfter) {
    if (this instanceof OfBuiltIn builtIn) {
      builtIn.requireFit(cutAfter);
    }
    Architecture own = architecture().orElse(architecture);
    if (own != architecture) {
      String needed = ConfigNames.kebab(own.name());
      throw new FaultlineException(
          Problem.USAGE,
          "network.weights is "
              + (this instanceof OfName named ? named.weights().name() : ((OfBuiltIn) this).model())
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
