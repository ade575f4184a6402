package io.faultline.internal.provenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A file under a temporary name, which is locked as long as it is written. A killed process leaves
 * its file, but not its lock: by that, the next process that writes into the same folder knows what
 * it may delete. The name is short whatever the target's is, so that it fits every file system.
 */
final class TemporaryFile implements AutoCloseable {
  private static final String START = ".faultline-";
  private static final String END = ".tmp";

  /** Tells the files of this process from those of others; a process id can be used again. */
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  /** Folders that this process has cleared. */
  private static final Set<Path> CLEARED = ConcurrentHashMap.newKeySet();

  /** A process that writes into more folders clears some of them again. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Path path;
  private final FileChannel channel;

  private TemporaryFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new file in a folder, after those that killed processes left there are deleted. */
  static TemporaryFile in(Path folder) throws IOException {
    clear(folder);
    while (true) {
      String name = START + PROCESS + "-" + UUID.randomUUID().toString().substring(0, 13) + END;
      Path path = folder.resolve(name);
      FileChannel channel;
      try {
        channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
      lock(channel);
      // Another process may have taken it for a killed one's before it was locked.
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return new TemporaryFile(path, channel);
      }
      channel.close();
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException ignored) {
      // A file system without locks: nobody can lock the file, so nobody deletes it.
    }
  }

  Path path() {
    return path;
  }

  FileChannel channel() {
    return channel;
  }

  /** Lets go of the file, which has another name by now or is deleted. */
  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      channel.close();
    }
  }

  /** Deletes what killed processes left in a folder, once for each folder. */
  private static void clear(Path folder) {
    if (CLEARED.size() >= MAX_REMEMBERED) {
      CLEARED.clear();
    }
    if (!CLEARED.add(folder)) {
      return;
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, file -> isOfAnother(file.getFileName()))) {
      for (Path file : left) {
        deleteUnlessWritten(file);
      }
    } catch (IOException | DirectoryIteratorException ignored) {
      // What cannot be listed or deleted stays: it hinders nobody.
    }
  }

  private static boolean isOfAnother(@Nullable Path name) {
    String text = String.valueOf(name);
    return text.startsWith(START) && text.endsWith(END) && !text.startsWith(START + PROCESS);
  }

  private static void deleteUnlessWritten(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.tryLock()) {
        if (lock != null) {
          Files.deleteIfExists(file);
        }
      } catch (OverlappingFileLockException ignored) {
        // Written by this process, under another class loader.
      }
    } catch (IOException ignored) {
      // Another user's, or a file system without locks.
    }
  }
}
