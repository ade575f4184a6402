package io.faultline.internal.boosting;

import com.microsoft.ml.lightgbm.lightgbmlib;
import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * LightGBM's native library, loaded by the first training that asks for it.
 *
 * <p>lightgbm4j's own loader (run when {@code LGBMBooster} is initialised, version 4.3.0-1) unpacks
 * the library under a fixed name into {@code java.io.tmpdir}, over whatever lies there: a second
 * process would overwrite the library under a running first one, and a file of another user stops
 * it. So we unpack it ourselves into a folder that only this user may read, load it with {@link
 * System#load}, and call the functions of LightGBM's C interface ({@link LightGbmBooster}, {@link
 * LightGbmData}) without lightgbm4j's classes above them.
 */
final class LightGbmLibrary {
  private static final List<String> NAMES = List.of("lib_lightgbm", "lib_lightgbm_swig");

  private static boolean loaded;

  private LightGbmLibrary() {}

  /**
   * Loads it, unless that is done already.
   *
   * @throws FaultlineException with {@code INTERNAL} where it cannot run on this machine, with
   *     {@code OUTPUT} where it cannot be unpacked
   */
  static synchronized void load() {
    if (loaded) {
      return;
    }
    Path own = unpackingFolder();
    try {
      // The second needs the first, and finds it because it is loaded.
      for (Path file : unpack(own)) {
        System.load(file.toString());
      }
      loaded = true;
    } catch (LinkageError e) {
      throw unavailable(e);
    } finally {
      discard(own);
    }
  }

  private static Path unpackingFolder() {
    try {
      return Files.createTempDirectory("faultline-lightgbm").toAbsolutePath();
    } catch (IOException e) {
      throw unpackingFailed(System.getProperty("java.io.tmpdir", ""), e);
    }
  }

  private static List<Path> unpack(Path folder) {
    List<Path> files = new ArrayList<>();
    for (String name : NAMES) {
      String fileName = name + ending();
      String resource = "/lightgbm4j/" + system() + "/" + processor() + "/" + fileName;
      Path file = folder.resolve(fileName);
      try (InputStream in = lightgbmlib.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw unavailable(new UnsatisfiedLinkError("it is not built for this machine"));
        }
        Files.copy(in, file);
      } catch (IOException e) {
        throw unpackingFailed(folder.toString(), e);
      }
      files.add(file);
    }
    return files;
  }

  private static String system() {
    String name = property("os.name");
    if (name.startsWith("windows")) {
      return "windows";
    }
    return name.startsWith("mac") ? "osx" : "linux";
  }

  private static String processor() {
    String name = property("os.arch");
    return name.equals("aarch64") || name.equals("arm64") ? "aarch64" : "x86_64";
  }

  private static String ending() {
    return switch (system()) {
      case "windows" -> ".dll";
      case "osx" -> ".dylib";
      default -> ".so";
    };
  }

  private static String property(String name) {
    return System.getProperty(name, "").toLowerCase(Locale.ROOT);
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

  private static FaultlineException unpackingFailed(String place, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, place + ": LightGBM's library cannot be unpacked there", e);
  }

  static FaultlineException unavailable(Throwable e) {
    return new FaultlineException(
        Problem.INTERNAL,
        "LightGBM: its native library cannot be loaded here ("
            + e
            + "); Linux needs libgomp and macOS libomp; classifier.kind=xgboost needs neither",
        e);
  }

  /**
   * Checks what a function of LightGBM's C interface returned.
   *
   * @throws FaultlineException with {@code INTERNAL} and LightGBM's own words
   */
  static void check(int code) {
    if (code < 0) {
      String line = lightgbmlib.LGBM_GetLastError().lines().findFirst().orElse("");
      throw new FaultlineException(Problem.INTERNAL, "LightGBM: training failed: " + line);
    }
  }
}
