package io.faultline.internal.bundle;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that come with the program, by name. Each has a card, {@code docs/model-NAME.md}, with
 * its data, its figures and its limits.
 */
public final class BuiltInModels {
  /** Finds cracks; learnt from synthetic photos alone. */
  public static final String CRACK = "crack";

  private static final List<String> NAMES = List.of(CRACK);
  private static final String FOLDER = "/io/faultline/models/";

  private static final Map<String, BundleManifest> MANIFESTS = new ConcurrentHashMap<>();

  private BuiltInModels() {}

  /** All names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The model of a name.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for another name; the message lists all
   */
  public static DetectorBundle bundle(String name) {
    return DetectorBundle.read(bytes(name), name + " (built in)");
  }

  /**
   * What a model is made of; cheap after the first call.
   *
   * @throws FaultlineException as {@link #bundle} does
   */
  public static BundleManifest manifest(String name) {
    return MANIFESTS.computeIfAbsent(name, known -> bundle(known).manifest());
  }

  /**
   * The bytes of a model's file.
   *
   * @throws FaultlineException as {@link #bundle} does
   */
  public static byte[] bytes(String name) {
    if (!NAMES.contains(name)) {
      throw new FaultlineException(
          Problem.USAGE, "no model named " + name + " is built in; there is " + list());
    }
    try (InputStream in = BuiltInModels.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the model " + name + " is not in the jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the model " + name + " in the jar is damaged", e);
    }
  }

  /**
   * The model that a person names: a file, or a built-in model. A file of that name wins.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where a folder of that name holds a model
   *     of its own, so that both can be meant; with {@link Problem#MODEL} where it is neither, or
   *     the file is no model
   */
  public static DetectorBundle open(String fileOrName) {
    return open(Path.of(""), fileOrName);
  }

  /** As above, in another working directory. */
  static DetectorBundle open(Path folder, String fileOrName) {
    Path path = folder.resolve(path(fileOrName));
    if (Files.isRegularFile(path)) {
      return DetectorBundle.read(path);
    }
    if (NAMES.contains(fileOrName)) {
      Path own = path.resolve("model");
      if (Files.isRegularFile(own)) {
        throw new FaultlineException(
            Problem.USAGE,
            "model "
                + fileOrName
                + ": both a built-in model and the folder "
                + fileOrName
                + " here can be meant; for the folder's write "
                + own
                + ", for the built-in one work in another folder");
      }
      return bundle(fileOrName);
    }
    if (!Files.exists(path)) {
      throw new FaultlineException(
          Problem.MODEL,
          path + ": no model is there; train writes one to RUN/model; built in is " + list());
    }
    return DetectorBundle.read(path);
  }

  /** What to say to the person who uses a model that was learnt from other photos than theirs. */
  public static String caveat(String name) {
    return "The built-in model "
        + name
        + " has learnt from synthetic photos alone. No recall is promised: faultline promise measures"
        + " it on labelled photos of yours. Card: "
        + card(name);
  }

  /** The page that says what a model is, from the folder of the program. */
  public static String card(String name) {
    return "docs/model-" + name + ".md";
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new FaultlineException(
          Problem.USAGE, "model is " + text + "; it must be a file, or " + list(), e);
    }
  }

  private static String list() {
    return String.join(", ", NAMES);
  }
}
