package io.faultline.internal.provenance;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Files that are written whole or not at all: the content goes to a temporary file beside the
 * target, reaches the disk, and then takes the target's name. A failure leaves what stood there.
 *
 * <p>A symbolic link stays one: the file it means is replaced. A file that is replaced keeps its
 * permissions, and its owner and group where the process may set them. What is no regular file,
 * such as {@code /dev/null}, {@code /dev/stdout} or a named pipe, is written straight into.
 */
public final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** Writes the content to a stream it is handed. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything; the stream is buffered and closed by the caller. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes bytes. */
  public static void write(Path target, byte[] bytes) {
    write(target, out -> out.write(bytes));
  }

  /** Writes text as UTF-8. */
  public static void write(Path target, String text) {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes what {@code content} produces, making missing parent folders.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where the disk is full or the place
   *     cannot be written; the old file is intact
   */
  public static void write(Path target, Content content) {
    try {
      WriteTarget to = WriteTarget.of(target);
      if (to.straight()) {
        writeStraight(to, content);
      } else {
        replace(to, content);
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /**
   * Tries whether a file can be written, before the work whose result it is to hold. Nothing is
   * left behind.
   *
   * @throws FaultlineException with {@link Problem#OUTPUT} where it cannot
   */
  public static void requireWritable(Path target) {
    try {
      WriteTarget to = WriteTarget.of(target);
      if (!to.straight()) {
        Path folder = to.place().getParent();
        while (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
          folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder)) {
          throw new IOException(folder + " is no folder");
        }
        try (TemporaryFile trial = TemporaryFile.in(folder.toRealPath())) {
          trial.channel().write(ByteBuffer.allocate(1)); // A full disk shows here.
        }
      } else if (Files.exists(to.place()) && !Files.isWritable(to.place())) {
        throw new IOException("permission denied");
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private static void replace(WriteTarget to, Content content) throws IOException {
    try (TemporaryFile temporary = TemporaryFile.in(to.folder())) {
      takeRights(temporary.path(), to.place());
      // Closed by the temporary file alone, after it has its name: it stays locked until then.
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(temporary.channel()), BUFFER_BYTES);
      content.writeTo(out);
      out.flush();
      temporary.channel().force(true);
      Files.move(
          temporary.path(),
          to.place(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void writeStraight(WriteTarget to, Content content) throws IOException {
    try (OutputStream out = new BufferedOutputStream(to.open(), BUFFER_BYTES)) {
      content.writeTo(out);
    }
  }

  /** Gives a new file the permissions, owner and group of the one it replaces. */
  private static void takeRights(Path file, Path old) {
    PosixFileAttributeView from =
        Files.getFileAttributeView(old, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributeView to = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (from == null || to == null || !Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      PosixFileAttributes rights = from.readAttributes();
      PosixFileAttributes own = to.readAttributes();
      if (!own.owner().equals(rights.owner())) {
        to.setOwner(rights.owner());
      }
      if (!own.group().equals(rights.group())) {
        to.setGroup(rights.group());
      }
    } catch (IOException ignored) {
      // Only the superuser gives files away.
    }
    try {
      to.setPermissions(from.readAttributes().permissions());
    } catch (IOException ignored) {
      // A file system without permissions.
    }
  }

  private static FaultlineException failure(Path target, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, target + ": cannot be written (" + WriteTarget.reason(e) + ")", e);
  }
}
