package io.faultline.classifier;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * LightGBM's native library, loaded by the first training that asks for it.
 *
 * <p>lightgbm4j unpacks it under a fixed name into {@code java.io.tmpdir}, over whatever lies
 * there: a second process would overwrite the library under a running first one, and a file of
 * another user stops it. So that it gets a folder of its own, the property names one while it
 * loads.
 */
final class LightGbmLibrary {
  private static final String TEMPORARY = "java.io.tmpdir";

  private LightGbmLibrary() {}

  /**
   * Loads it, unless that is done already.
   *
   * @throws FaultlineException with {@code INTERNAL} where it cannot run on this machine
   */
  static synchronized void load() {
    String usual = System.getProperty(TEMPORARY, "");
    Path own;
    try {
      own = Files.createTempDirectory("faultline-lightgbm");
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, usual + ": LightGBM's library cannot be unpacked there", e);
    }
    try {
      System.setProperty(TEMPORARY, own.toString());
      LGBMBooster.loadNative();
      if (!LGBMBooster.isNativeLoaded()) {
        throw unavailable(new UnsatisfiedLinkError("it is not built for this machine"));
      }
    } catch (IOException | LinkageError e) {
      throw unavailable(e);
    } finally {
      System.setProperty(TEMPORARY, usual);
      discard(own);
    }
  }

  /** Unix lets go of the names of loaded files at once; Windows when the process ends. */
  private static void discard(Path folder) {
    try (var files = Files.list(folder)) {
      List<Path> all = files.toList();
      folder.toFile().deleteOnExit();
      all.forEach(file -> file.toFile().deleteOnExit());
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException ignored) {
      // They go when the process ends.
    }
  }

  static FaultlineException unavailable(Throwable e) {
    return new FaultlineException(
        Problem.INTERNAL,
        "LightGBM: its native library cannot be loaded here ("
            + e
            + "); Linux needs libgomp and macOS libomp; classifier.kind=xgboost needs neither",
        e);
  }
}
