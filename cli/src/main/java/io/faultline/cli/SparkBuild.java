package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.FolderLock;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Module spark in the source tree, built on first use: Maven fetches Spark once and keeps it in its
 * own repository, so that users of one machine fetch nothing.
 */
final class SparkBuild {
  private static final List<String> SOURCES =
      List.of("pom.xml", "core/src/main", "spark/pom.xml", "spark/src/main");

  private final Path target;

  private SparkBuild(Path target) {
    this.target = target;
  }

  /**
   * The module, built if it is not.
   *
   * @throws FaultlineException with {@code USAGE} if the program runs outside of its source tree,
   *     or Maven cannot build, such as without a network on first use
   */
  static SparkBuild ready(Shell shell) {
    String home = System.getProperty("faultline.home", "");
    if (home.isEmpty() || !Files.isRegularFile(Path.of(home, "spark", "pom.xml"))) {
      throw new FaultlineException(
          Problem.USAGE,
          "Spark needs the source tree of Faultline: start its script ./faultline; on a cluster use"
              + " spark-submit (docs/spark.md)");
    }
    Path target = Path.of(home, "spark", "target");
    SparkBuild build = new SparkBuild(target);
    try {
      if (build.isStale(Path.of(home))) {
        Files.createDirectories(target);
        try (FolderLock unused = FolderLock.take(target, "faultline building module spark")) {
          build.build(Path.of(home), shell);
        }
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, target + ": cannot be written (" + e.getMessage() + ")", e);
    }
    return build;
  }

  private Path classPathFile() {
    return target.resolve("classpath.txt");
  }

  private boolean isStale(Path home) throws IOException {
    if (!Files.isRegularFile(classPathFile())) {
      return true;
    }
    FileTime built = Files.getLastModifiedTime(classPathFile());
    for (String source : SOURCES) {
      try (Stream<Path> files = Files.walk(home.resolve(source))) {
        if (files.anyMatch(file -> file.toFile().lastModified() > built.toMillis())) {
          return true;
        }
      }
    }
    return false;
  }

  private void build(Path home, Shell shell) throws IOException {
    shell
        .err()
        .println(
            "faultline: first use of Spark; building (fetches it once, which can take minutes)");
    shell.err().flush();
    FileTime began = FileTime.fromMillis(System.currentTimeMillis());
    Path log = target.resolve("build.log");
    ProcessBuilder maven =
        new ProcessBuilder(
                mvn(),
                "-B",
                "-ntp",
                "-pl",
                "spark",
                "-am",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "package")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int exitCode;
    try {
      exitCode = maven.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FaultlineException(Problem.CANCELLED, "stopped", e);
    } catch (IOException e) {
      throw new FaultlineException(Problem.USAGE, "no mvn found; install Maven 3.8 or newer", e);
    }
    if (exitCode != 0) {
      Files.deleteIfExists(classPathFile());
      throw new FaultlineException(Problem.USAGE, fault(log));
    }
    Files.setLastModifiedTime(classPathFile(), began);
  }

  private static String mvn() {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows ? "mvn.cmd" : "mvn";
  }

  /** Why a build failed, from its log. */
  static String fault(Path log) throws IOException {
    String text = Files.readString(log);
    String lower = text.toLowerCase(Locale.ROOT);
    boolean network =
        Stream.of("could not transfer", "unknown host", "in offline mode", "connection refused")
            .anyMatch(lower::contains);
    if (network) {
      return "Spark could not be fetched: this machine reaches no Maven repository. Run the command"
          + " once with a network, or copy Maven's repository (~/.m2/repository) from a machine that"
          + " has run it. Log: "
          + log;
    }
    return text.lines().filter(line -> line.startsWith("[ERROR]")).findFirst().orElse("it failed")
        + " (log: "
        + log
        + ")";
  }

  private Path jar() {
    File[] jars =
        target
            .toFile()
            .listFiles(
                (folder, name) ->
                    name.matches("faultline-spark-.*\\.jar")
                        && !name.contains("-sources")
                        && !name.contains("-javadoc"));
    if (jars == null || jars.length == 0) {
      throw new FaultlineException(
          Problem.USAGE, target + ": no jar of module spark; delete " + classPathFile());
    }
    return jars[0].toPath();
  }

  /**
   * The module, Spark and the libraries, then the entries of a class path that are not among them.
   */
  List<String> classPath(List<String> own) {
    Set<String> all = new LinkedHashSet<>();
    all.add(jar().toString());
    all.addAll(entries("classpath.txt", File.pathSeparator));
    all.addAll(own);
    return List.copyOf(all);
  }

  /** The jars that a cluster does not have, own ones of a class path among them. */
  List<String> jarsForClusters(List<String> own) {
    Set<String> all = new LinkedHashSet<>();
    all.add(jar().toString());
    all.addAll(entries("jars.txt", ","));
    Set<String> spark = new LinkedHashSet<>(entries("classpath.txt", File.pathSeparator));
    own.stream()
        .filter(entry -> entry.endsWith(".jar") && !spark.contains(entry))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private List<String> entries(String file, String separator) {
    try {
      return new ArrayList<>(
          Arrays.asList(Files.readString(target.resolve(file)).strip().split(separator, -1)));
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.USAGE, target.resolve(file) + ": cannot be read; delete " + classPathFile(), e);
    }
  }
}
