package io.faultline.server.workspace.store;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The photo files of a workspace. A file's name is the hash of its bytes, so that no name from
 * outside ever becomes a path, and the same photo is kept once.
 */
public final class PhotoFolder {
  private final Path folder;
  private final Path incoming;

  private PhotoFolder(Path folder) {
    this.folder = folder;
    this.incoming = folder.resolve("incoming");
  }

  /** Opens a folder and removes what a killed process left half-written. */
  public static PhotoFolder open(Path folder) {
    PhotoFolder opened = new PhotoFolder(folder);
    try {
      Files.createDirectories(opened.incoming);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(opened.incoming)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
    return opened;
  }

  /**
   * A photo on its way in: its bytes are on the disk under a temporary name. Closing it removes
   * what was not kept.
   *
   * @param hash SHA-256 in hexadecimal digits
   */
  public record Incoming(Path file, String hash) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException ignored) {
        // Removed when the workspace is opened again.
      }
    }
  }

  /**
   * Writes a stream to the disk; the stream stays open.
   *
   * @throws IOException if the stream fails
   * @throws FaultlineException with {@link Problem#OUTPUT} if the disk is full
   */
  public Incoming receive(InputStream photo) throws IOException {
    Path file = incoming.resolve(UUID.randomUUID().toString());
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    boolean whole = false;
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      for (int read = photo.read(buffer); read >= 0; read = photo.read(buffer)) {
        write(out, buffer, read);
      }
      channel.force(true);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return new Incoming(file, HexFormat.of().formatHex(digest.digest()));
  }

  private void write(OutputStream out, byte[] buffer, int length) {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Gives a photo its place, such as {@code ab/abcd....jpg}; it is on the disk afterwards. */
  public void keep(Incoming photo, String fileName) {
    Path target = file(fileName);
    Path parent = target.resolveSibling("");
    try {
      if (!Files.isDirectory(parent)) {
        Files.createDirectories(parent);
        force(folder);
      }
      Files.move(photo.file(), target, StandardCopyOption.ATOMIC_MOVE);
      force(parent);
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  /** How a photo comes to another place. */
  public enum Placing {
    /** As the same file, where the file system can; quick, and for files that nobody edits. */
    LINK,
    /** As a file of its own. */
    COPY
  }

  /**
   * Places a photo somewhere else under another name; a file that is there stays.
   *
   * @param target the file to make, with missing folders
   */
  public void place(String fileName, Path target, Placing placing) {
    try {
      Files.createDirectories(target.resolveSibling(""));
      if (!Files.exists(target) && !(placing == Placing.LINK && isLinked(fileName, target))) {
        Files.copy(file(fileName), target);
      }
    } catch (IOException e) {
      throw failure(target, e);
    }
  }

  private boolean isLinked(String fileName, Path target) {
    try {
      Files.createLink(target, file(fileName));
      return true;
    } catch (UnsupportedOperationException | IOException e) {
      return false; // Another disk, or a file system without links.
    }
  }

  /** Where a photo lies. */
  public Path file(String fileName) {
    return folder.resolve(fileName);
  }

  /** Makes a folder's entries outlive a power cut, where the system can. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException ignored) {
      // Windows opens no folders; there the file system's journal does it.
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static FaultlineException failure(Path place, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, place + ": cannot be written (" + IoReason.of(e) + ")", e);
  }
}
