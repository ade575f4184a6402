package io.faultline.internal.pretrained;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.weights.WeightsFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A folder that {@link PublishedWeights} are fetched into once. A file appears there whole and with
 * the right hash or not at all, so any number of runs may share the folder, at once too; and a file
 * put there by hand is as good as a fetched one.
 *
 * @param folder made when the first file comes
 * @param origin the http or https address that file names are appended to; a mirror keeps
 *     torchvision's file names
 */
public record WeightsCache(Path folder, URI origin) {
  /** The largest file of torchvision that anyone would train with here is a tenth of it. */
  private static final long MAX_BYTES = 1L << 30;

  /**
   * Checks the address, and ends it with a slash.
   *
   * @throws FaultlineException with {@code USAGE} where it is not http or https
   */
  public WeightsCache {
    if (!Download.canOpen(origin)) {
      throw new FaultlineException(
          Problem.USAGE,
          "weights are to come from " + origin + "; it must be an http:// or https:// address");
    }
    if (!origin.toString().endsWith("/")) {
      origin = URI.create(origin + "/");
    }
  }

  /** A cache that is filled from where torchvision publishes. */
  public static WeightsCache in(Path folder) {
    return new WeightsCache(folder, WeightsCatalog.torchvision().origin());
  }

  /** This, filled from another address. */
  public WeightsCache from(URI mirror) {
    return new WeightsCache(folder, mirror);
  }

  /**
   * The file of some weights, fetched where it is not there yet.
   *
   * @param progress hears the address as a note, and megabytes as they come
   * @throws FaultlineException with {@code MODEL} where a file has another hash than its name says
   *     (a fetched one is not kept; one that lay there is left, for its owner to judge), or where
   *     it cannot be fetched; with {@code OUTPUT} where the folder cannot be written
   */
  public Path file(PublishedWeights weights, Progress progress) {
    Path file = folder.resolve(weights.file());
    if (Files.exists(file)) {
      checkCached(file, weights);
    } else {
      fetch(file, weights, progress);
    }
    return file;
  }

  private static void checkCached(Path file, PublishedWeights weights) {
    MessageDigest sha256 = sha256();
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw WeightsFault.unreadable(file, e);
    }
    String found = HexFormat.of().formatHex(sha256.digest());
    if (!found.startsWith(weights.sha256Prefix())) {
      throw WeightsFault.in(
          file.toString(),
          hashes(found, weights) + "; it is damaged: delete it, and the next run fetches it again");
    }
  }

  private void fetch(Path file, PublishedWeights weights, Progress progress) {
    URI address = origin.resolve(weights.file());
    progress.note("weights " + weights.name() + ": fetching " + address + " into " + folder);
    try (Download download = Download.open(address, MAX_BYTES)) {
      MessageDigest sha256 = sha256();
      AtomicFile.write(
          file,
          out -> {
            download.copyTo(new DigestOutputStream(out, sha256), progress);
            String found = HexFormat.of().formatHex(sha256.digest());
            if (!found.startsWith(weights.sha256Prefix())) {
              throw WeightsFault.in(
                  address.toString(), hashes(found, weights) + "; nothing of it was kept");
            }
          });
    } catch (Download.Failure failure) {
      throw new FaultlineException(
          Problem.MODEL,
          address
              + ": "
              + failure.getMessage()
              + "; you can also put that file into "
              + folder
              + " yourself",
          failure);
    }
  }

  private static String hashes(String found, PublishedWeights weights) {
    return "its SHA-256 is " + found + "; it must begin with " + weights.sha256Prefix();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
