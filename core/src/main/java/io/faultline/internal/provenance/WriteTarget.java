package io.faultline.internal.provenance;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a file that is to be written really go: through symbolic links to the file
 * they mean, and straight into what is no regular file, such as a device or a named pipe, or into a
 * stream that the process was started with. Neither a link nor a device may be replaced by a file.
 *
 * @param place the end of the chain of links
 * @param straight whether it is written as it stands, because no other file can take its place
 */
record WriteTarget(Path place, boolean straight) {
  private static final int MAX_LINKS = 40;

  /** An open file of a process by its number; the first group is the process where one is named. */
  private static final Pattern OPEN_FILE =
      Pattern.compile("/(?:dev|proc/([0-9]+)(?:/task/[0-9]+)?)/fd/([0-9]+)");

  /**
   * Follows the links.
   *
   * @throws IOException where they lead in a circle, or to a folder
   */
  static WriteTarget of(Path target) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    for (int i = 0; i < MAX_LINKS; i++) {
      place = inRealFolder(place);
      if (OPEN_FILE.matcher(place.toString()).matches()) {
        return new WriteTarget(place, true);
      }
      if (!Files.isSymbolicLink(place)) {
        return end(place);
      }
      place = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
    }
    throw new IOException("its symbolic links lead in a circle");
  }

  private static WriteTarget end(Path place) throws IOException {
    if (Files.isDirectory(place) || place.getParent() == null) {
      throw new IOException("it is a folder");
    }
    boolean other = Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(place);
    return new WriteTarget(place, other);
  }

  /** The folder that a link's {@code ..} starts from is the real one. */
  private static Path inRealFolder(Path place) throws IOException {
    Path parent = place.getParent();
    return parent != null && Files.isDirectory(parent)
        ? parent.toRealPath().resolve(place.getFileName())
        : place;
  }

  /** The folder of a regular file, made where it is missing. */
  Path folder() throws IOException {
    Path folder = place.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("it is no name of a file");
    }
    if (!Files.isDirectory(folder)) { // Java 17 refuses links to folders.
      Files.createDirectories(folder);
    }
    return folder;
  }

  /** A stream straight into what stands there; what is there already is kept. */
  OutputStream open() throws IOException {
    Matcher open = OPEN_FILE.matcher(place.toString());
    if (open.matches() && isOfThisProcess(open.group(1))) {
      // What is opened anew has a position of its own and would overwrite what is printed.
      switch (open.group(2)) {
        case "1" -> {
          return unclosed(FileDescriptor.out);
        }
        case "2" -> {
          return unclosed(FileDescriptor.err);
        }
        default -> {}
      }
    }
    return Files.newOutputStream(place, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }

  private static boolean isOfThisProcess(@Nullable String process) {
    return process == null || process.equals(Long.toString(ProcessHandle.current().pid()));
  }

  private static OutputStream unclosed(FileDescriptor stream) {
    return new FilterOutputStream(new FileOutputStream(stream)) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** Why a file could not be written, in words. */
  static String reason(IOException e) {
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is no folder";
    }
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist and cannot be made";
    }
    return IoReason.of(e);
  }
}
