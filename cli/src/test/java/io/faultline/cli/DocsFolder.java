package io.faultline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The documentation, found from wherever the tests run. */
final class DocsFolder {
  /** Where README.md lies. */
  static final Path ROOT = root();

  private DocsFolder() {}

  /** A page by its place below the root. */
  static Path page(String name) {
    return ROOT.resolve(name);
  }

  /** Every page: those beside README.md and those below docs. */
  static List<Path> pages() {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("docs/architecture.md"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder holds the documentation");
    }
    return folder;
  }
}
