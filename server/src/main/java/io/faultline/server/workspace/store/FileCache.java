package io.faultline.server.workspace.store;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Files of a folder that can be made again, at most so many bytes of them: the one that was not
 * used for the longest time goes first. After a restart the files' times say what was used last.
 */
public final class FileCache {
  private static final int ATTEMPTS = 3;

  private final Path folder;
  private final long maxBytes;
  private final Map<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private long bytes;

  /** The files of a folder, which is made where it is missing. */
  public FileCache(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(folder);
      List<Path> files = new ArrayList<>();
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(Files::isRegularFile).forEach(files::add);
      }
      files.sort(Comparator.comparing(FileCache::used));
      for (Path file : files) {
        added(String.valueOf(file.getFileName()), Files.size(file));
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Reads a file of the cache. */
  @FunctionalInterface
  public interface Reader {
    /** Throws {@link NoSuchFileException} if the file was removed meanwhile. */
    byte[] read(Path file) throws IOException;
  }

  /**
   * What a reader makes of a file, which is made first unless it is there.
   *
   * @param make writes the file, whole or not at all
   * @throws FaultlineException with {@link Problem#OUTPUT} if the file cannot be read
   */
  public byte[] get(String name, Consumer<Path> make, Reader reader) {
    return read(name, () -> require(name, make), reader);
  }

  /** As above, where {@code make} has other ways to put the file here, such as {@link #offer}. */
  public byte[] read(String name, Runnable make, Reader reader) {
    for (int attempt = 1; ; attempt++) {
      if (!has(name)) {
        make.run();
      }
      try {
        return reader.read(file(name));
      } catch (NoSuchFileException e) {
        if (attempt == ATTEMPTS) { // It was removed again and again: the limit is too small.
          throw failure(file(name), e);
        }
      } catch (IOException e) {
        throw failure(file(name), e);
      }
    }
  }

  /** Makes a file unless it is there. */
  public void require(String name, Consumer<Path> make) {
    if (has(name)) {
      return;
    }
    Object lock = locks.computeIfAbsent(name, unused -> new Object());
    synchronized (lock) {
      if (!has(name)) {
        make(name, make);
      }
    }
    locks.remove(name, lock);
  }

  /**
   * Makes a file unless it is there, without waiting for another thread that makes it, too: both
   * must write the same.
   */
  public void offer(String name, Consumer<Path> make) {
    if (!has(name)) {
      make(name, make);
    }
  }

  private void make(String name, Consumer<Path> make) {
    make.accept(file(name));
    try {
      added(name, Files.size(file(name)));
    } catch (IOException e) {
      throw failure(file(name), e);
    }
  }

  /** Where a file of this name is or would be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether the file is there; it counts as used now. */
  public synchronized boolean has(String name) {
    return sizes.get(name) != null && Files.isRegularFile(file(name));
  }

  /** A file was written. Others go if there are too many bytes; this one stays. */
  public synchronized void added(String name, long size) {
    Long before = sizes.put(name, size);
    bytes += size - (before == null ? 0 : before);
    List<String> oldest = new ArrayList<>();
    long left = bytes;
    for (Map.Entry<String, Long> entry : sizes.entrySet()) {
      if (left <= maxBytes || entry.getKey().equals(name)) {
        break;
      }
      oldest.add(entry.getKey());
      left -= entry.getValue();
    }
    oldest.forEach(this::remove);
  }

  private void remove(String name) {
    Long size = sizes.remove(name);
    bytes -= size == null ? 0 : size;
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException ignored) {
      // A reader on Windows holds it; it is counted again after a restart.
    }
  }

  /** Whether so many bytes more would let no other file go. */
  public synchronized boolean hasRoom(long more) {
    return bytes + more <= maxBytes;
  }

  synchronized long bytes() {
    return bytes;
  }

  private static FaultlineException failure(Path file, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
