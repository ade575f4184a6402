package io.faultline.internal.provenance;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one run at a time writes into. The file {@code .faultline.lock} in it names the
 * holder. What counts is the operating system's lock on that file, which ends with the process
 * however that ends, so that a killed run stands in nobody's way. Taking the lock also tries
 * whether the folder can be written.
 *
 * <p>Where the file system has no locks, as some network ones, the folder is taken without.
 */
public final class FolderLock implements AutoCloseable {
  /** Name of the file that holds the lock. */
  static final String FILE = ".faultline.lock";

  /** The byte that is locked lies behind the text, which others read on every system. */
  private static final long LOCKED_BYTE = 1 << 30;

  private static final int MAX_HOLDER_BYTES = 1000;

  /** The locks of this process. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;
  private final Deque<Path> made;

  private FolderLock(Path file, FileChannel channel, Deque<Path> made) {
    this.file = file;
    this.channel = channel;
    this.made = made;
  }

  /**
   * Takes a folder, which is made where it is missing.
   *
   * @param holder one line for others that come meanwhile: which process this is, and since when
   * @throws FaultlineException with {@link Problem#OUTPUT} where another run holds it, which the
   *     message names, or where it cannot be written
   */
  public static FolderLock take(Path folder, String holder) {
    Deque<Path> made = new ArrayDeque<>();
    try {
      make(folder, made);
      Path file = folder.toRealPath().resolve(FILE);
      // Closing a second channel on the file would give up the first one's lock (POSIX, fcntl).
      if (!HELD.add(file)) {
        throw held(folder, "this process");
      }
      try {
        return new FolderLock(file, locked(folder, file, holder), made);
      } catch (IOException | RuntimeException e) {
        HELD.remove(file);
        throw e;
      }
    } catch (IOException e) {
      discard(made);
      throw new FaultlineException(
          Problem.OUTPUT, folder + ": cannot be written (" + WriteTarget.reason(e) + ")", e);
    }
  }

  /** The lock file, open and locked, with the holder in it. */
  private static FileChannel locked(Path folder, Path file, String holder) throws IOException {
    while (true) {
      Optional<Object> before = key(file);
      FileChannel channel;
      try {
        channel =
            FileChannel.open(
                file,
                before.isEmpty() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.WRITE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
      } catch (FileAlreadyExistsException | NoSuchFileException e) {
        continue; // Another process came or went between the two looks.
      }
      boolean taken = false;
      try {
        Optional<Object> opened = before.isEmpty() ? key(file) : before;
        if (!lock(channel)) {
          throw held(folder, read(channel));
        }
        // The holder before deletes the file as it ends; a lock on a deleted file is worth nothing.
        // Its number cannot come back as long as it is open here.
        taken = opened.equals(key(file));
        if (taken) {
          channel.truncate(0);
          channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
          return channel;
        }
      } catch (IOException e) { // A full disk.
        taken = false;
        Files.deleteIfExists(file);
        throw e;
      } finally {
        if (!taken) {
          channel.close();
        }
      }
    }
  }

  private static void make(Path folder, Deque<Path> made) throws IOException {
    if (Files.isDirectory(folder)) { // Java 17 refuses links to folders.
      return;
    }
    for (Path missing = folder.toAbsolutePath();
        missing != null && !Files.exists(missing);
        missing = missing.getParent()) {
      made.addFirst(missing);
    }
    Files.createDirectories(folder);
  }

  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) { // This process holds it.
      return false;
    } catch (IOException e) { // A file system without locks.
      return true;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
  }

  private static FaultlineException held(Path folder, String holder) {
    return new FaultlineException(
        Problem.OUTPUT,
        folder
            + ": another run writes into this folder ("
            + (holder.isEmpty() ? "it has just begun" : holder)
            + "); wait for its end or name another folder");
  }

  /** What tells the file from others of the same name, where there is one. */
  private static Optional<Object> key(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return Optional.of(key == null ? file : key); // Windows has no key.
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Gives the folder free, and deletes it where it was made for this run and nothing is in it. */
  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // A lock file that stays is taken over by the next run.
    }
    HELD.remove(file);
    discard(made);
  }

  private static void discard(Deque<Path> made) {
    try {
      while (!made.isEmpty()) {
        Files.deleteIfExists(made.removeLast());
      }
    } catch (IOException notEmpty) {
      made.clear();
    }
  }
}
