package io.faultline.provenance;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files that are written whole or not at all: the content goes to a temporary file beside the
 * target, reaches the disk, and then takes the target's name. A failure leaves what stood there.
 */
public final class AtomicFile {
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
    Path absolute = target.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new FaultlineException(Problem.OUTPUT, target + ": is not a file that can be written");
    }
    Path temporary = null;
    try {
      Files.createDirectories(parent);
      // Not createTempFile: its files can be read by their owner alone, and keep that in their
      // name.
      temporary = parent.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try (FileChannel channel =
              FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      discard(temporary);
      throw new FaultlineException(
          Problem.OUTPUT, target + ": cannot be written (" + e.getMessage() + ")", e);
    } catch (RuntimeException e) {
      discard(temporary);
      throw e;
    }
  }

  private static void discard(@Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException ignored) {
        // The first failure is the one to report.
      }
    }
  }
}
