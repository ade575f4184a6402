package io.faultline.server.workspace.exchange;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import io.faultline.server.workspace.store.PhotoFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Exports and imports by way of a folder for temporary files. */
public final class Exchange {
  private final Path folder;
  private final Exporter exporter;
  private final Importer importer;

  /** Removes what a killed process left in the folder. */
  public Exchange(Path folder, Exporter exporter, Importer importer) {
    this.folder = folder;
    this.exporter = exporter;
    this.importer = importer;
    ZipFolder.delete(folder);
  }

  /** Writes into a folder. */
  public Exporter exporter() {
    return exporter;
  }

  /** Reads files. */
  public Importer importer() {
    return importer;
  }

  /**
   * An export as one file. Closing deletes it.
   *
   * @param name for the person who keeps it
   */
  public record Download(Path file, String name, Path scratch) implements AutoCloseable {
    @Override
    public void close() {
      ZipFolder.delete(scratch);
    }
  }

  /**
   * Exports as one file; a zip archive if there are several.
   *
   * @param withPhotos whether the photos are in it, where the format has a place for them
   */
  public Download download(ExchangeFormat format, boolean withPhotos) {
    Path scratch = scratch();
    try {
      Path content = Files.createDirectory(scratch.resolve("content"));
      exporter.write(format, content, PhotoFolder.Placing.LINK);
      List<Path> files =
          ZipFolder.files(content).stream()
              .filter(file -> withPhotos || !isPhoto(content, file))
              .toList();
      if (files.size() == 1) {
        return new Download(files.get(0), String.valueOf(files.get(0).getFileName()), scratch);
      }
      Path zip = scratch.resolve("export.zip");
      try (OutputStream out = Files.newOutputStream(zip)) {
        ZipFolder.pack(content, out, name -> withPhotos || !name.startsWith(Exporter.IMAGES + "/"));
      }
      return new Download(zip, "faultline-" + format.label() + ".zip", scratch);
    } catch (IOException e) {
      ZipFolder.delete(scratch);
      throw failure(scratch, e);
    } catch (RuntimeException e) {
      ZipFolder.delete(scratch);
      throw e;
    }
  }

  private static boolean isPhoto(Path content, Path file) {
    return file.startsWith(content.resolve(Exporter.IMAGES));
  }

  /** Imports a file of this format. */
  public Importer.Result upload(ExchangeFormat format, byte[] file, boolean trustClean) {
    return upload(folder -> format, file, trustClean);
  }

  /** Imports a file whose format is found out. */
  public Importer.Result upload(byte[] file, boolean trustClean) {
    return upload(FormatFinder::of, file, trustClean);
  }

  private Importer.Result upload(Importer.Choice choice, byte[] file, boolean trustClean) {
    Path scratch = scratch();
    try {
      Path received = Files.write(scratch.resolve("received"), file);
      Path content = Files.createDirectory(scratch.resolve("content"));
      return importer.read(choice, received, content, trustClean);
    } catch (IOException e) {
      throw failure(scratch, e);
    } finally {
      ZipFolder.delete(scratch);
    }
  }

  /** Imports a file of this format, which stays where it is. */
  public Importer.Result read(ExchangeFormat format, Path file, boolean trustClean) {
    return read(folder -> format, file, trustClean);
  }

  /** Imports a file whose format is found out and which stays where it is. */
  public Importer.Result read(Path file, boolean trustClean) {
    return read(FormatFinder::of, file, trustClean);
  }

  private Importer.Result read(Importer.Choice choice, Path file, boolean trustClean) {
    if (!Files.isRegularFile(file)) {
      throw new FaultlineException(Problem.INPUT, file + ": is no file that exists");
    }
    Path scratch = scratch();
    try {
      return importer.read(choice, file, scratch, trustClean);
    } finally {
      ZipFolder.delete(scratch);
    }
  }

  private Path scratch() {
    try {
      Files.createDirectories(folder);
      return Files.createTempDirectory(folder, "exchange");
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private static FaultlineException failure(Path place, IOException e) {
    return new FaultlineException(
        Problem.OUTPUT, place + ": cannot be written (" + IoReason.of(e) + ")", e);
  }
}
