package io.faultline.server.workspace.picture;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files of a folder that can be made again, at most so many bytes of them: the one that was not
 * used for the longest time goes first. After a restart the files' times say what was used last.
 */
final class PictureCache {
  private final Path folder;
  private final long maxBytes;
  private final Map<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  PictureCache(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(folder);
      List<Path> files = new ArrayList<>();
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(Files::isRegularFile).forEach(files::add);
      }
      files.sort(Comparator.comparing(PictureCache::used));
      for (Path file : files) {
        added(String.valueOf(file.getFileName()), Files.size(file));
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, folder + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  /** Where a file of this name is or would be. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether the file is there; it counts as used now. */
  synchronized boolean has(String name) {
    return sizes.get(name) != null && Files.isRegularFile(file(name));
  }

  /** A file was written. Others go if there are too many bytes; this one stays. */
  synchronized void added(String name, long size) {
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

  synchronized long bytes() {
    return bytes;
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
