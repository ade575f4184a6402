package io.faultline.cli;

import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.FolderLock;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The files and folders that a command line names to be written ({@link Writes}). They are tried
 * before the work begins, so that no hour of training ends in a place that cannot be written; and a
 * folder belongs to one run at a time.
 */
final class Outputs implements AutoCloseable {
  /** Of a command that writes nothing. */
  static final Outputs NONE = new Outputs();

  private final List<FolderLock> folders = new ArrayList<>();
  private final Set<Path> taken = new HashSet<>();

  private Outputs() {}

  /**
   * Tries all outputs of a command and takes its folders.
   *
   * @param command the innermost command of the line
   * @throws io.faultline.FaultlineException with {@code OUTPUT} where one cannot be written, or
   *     where another run holds a folder
   */
  static Outputs take(ParseResult command) {
    Outputs outputs = new Outputs();
    try {
      for (OptionSpec option : command.commandSpec().options()) {
        if (option.userObject() instanceof AnnotatedElement field
            && field.isAnnotationPresent(Writes.class)) {
          Writes.Kind kind = field.getAnnotation(Writes.class).value();
          path(option)
              .ifPresent(path -> outputs.take(path, kind, holder(command.commandSpec().name())));
        }
      }
      return outputs;
    } catch (RuntimeException e) {
      outputs.close();
      throw e;
    }
  }

  private void take(Path path, Writes.Kind kind, String holder) {
    boolean folder =
        switch (kind) {
          case FILE -> false;
          case FOLDER -> true;
          case JSON_FILE_OR_FOLDER -> isFolder(path);
        };
    if (!folder) {
      AtomicFile.requireWritable(path);
    } else if (taken.add(path.toAbsolutePath().normalize())) {
      folders.add(FolderLock.take(path, holder));
    }
  }

  /** Whether {@code JSON_FILE_OR_FOLDER} means a folder. */
  static boolean isFolder(Path path) {
    return Files.isDirectory(path) || !path.toString().endsWith(".json");
  }

  private static Optional<Path> path(OptionSpec option) {
    Object value = option.getValue();
    Object named = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
    return named instanceof Path path ? Optional.of(path) : Optional.empty();
  }

  private static String holder(String command) {
    return "faultline "
        + command
        + ", process "
        + ProcessHandle.current().pid()
        + ", since "
        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .format(ZonedDateTime.now(ZoneId.systemDefault()));
  }

  @Override
  public void close() {
    folders.forEach(FolderLock::close);
  }
}
