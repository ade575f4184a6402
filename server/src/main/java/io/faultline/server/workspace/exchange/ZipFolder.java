package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Packs folders into zip archives and unpacks those of strangers within limits. */
final class ZipFolder {
  private static final int MAX_ENTRIES = 500_000;
  private static final long MAX_BYTES = 16L << 30;

  private ZipFolder() {}

  /** Packs the files of a folder that are asked for; photos are not compressed again. */
  static void pack(Path folder, OutputStream out, Predicate<String> wanted) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Path file : files(folder)) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (wanted.test(name)) {
          zip.setLevel(name.startsWith(Exporter.IMAGES + "/") ? 0 : 6);
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }

  /** The files of a folder and its folders, by name. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether a file is a zip archive. */
  static boolean isZip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3;
    }
  }

  /**
   * Unpacks an archive.
   *
   * @throws FaultlineException with {@code INPUT} for an archive that is damaged, too large, or
   *     names places outside of the folder
   */
  static void unpack(Path archive, Path folder) {
    long left = MAX_BYTES;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      if (zip.size() > MAX_ENTRIES) {
        throw fault("it has " + zip.size() + " files; at most " + MAX_ENTRIES + " are taken");
      }
      Path root = folder.toAbsolutePath().normalize();
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
          throw fault("entry " + entry.getName() + " leads out of the archive");
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(target.resolveSibling(""));
          left -= copy(zip, entry, target, left);
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new FaultlineException(
          Problem.INPUT, "archive: is damaged (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, folder + ": cannot be written (" + IoReason.of(e) + ")", e);
    }
  }

  private static long copy(ZipFile zip, ZipEntry entry, Path target, long left) throws IOException {
    long written = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        written += read;
        if (written > left) {
          throw fault("it unpacks to more than " + (MAX_BYTES >> 30) + " GiB");
        }
        out.write(buffer, 0, read);
      }
    }
    return written;
  }

  private static FaultlineException fault(String rule) {
    return new FaultlineException(Problem.INPUT, "archive: " + rule);
  }

  /** The folder itself, or the only folder in it, as archives of folders have one. */
  static Path root(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    }
    return entries.size() == 1 && Files.isDirectory(entries.get(0)) ? root(entries.get(0)) : folder;
  }

  /** Deletes a folder with everything in it, as far as possible. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(one);
      }
    } catch (IOException | UncheckedIOException ignored) {
      // What is left is removed when the workspace is opened again.
    }
  }
}
