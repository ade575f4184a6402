package io.faultline.server.model;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.detection.PhotoOutcome;
import io.faultline.image.Raster;
import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Makes models ready to be served. */
public final class ServedModels {
  private static final int WARM_UP_PX = 256;

  private ServedModels() {}

  /**
   * The model that a person names: a file, or a built-in model. A file of that name wins.
   *
   * @throws FaultlineException as {@link BuiltInModels#open} does
   */
  public static ServedModel open(String fileOrName, Compute compute) {
    return open(fileOrName, Optional.empty(), compute);
  }

  /**
   * As above, reporting from other scores where there is a choice.
   *
   * @throws FaultlineException with {@code USAGE} where the choice does not fit the model
   */
  public static ServedModel open(
      String fileOrName, Optional<ThresholdChoice> choice, Compute compute) {
    DetectorBundle file = BuiltInModels.open(fileOrName);
    DetectorBundle bundle =
        choice
            .map(
                one ->
                    one.of(
                        file.manifest().operatingPoint(),
                        file.manifest().categories(),
                        "named by " + one.name()))
            .map(file::withOperatingPoint)
            .orElse(file);
    String hash =
        Files.isRegularFile(Path.of(fileOrName))
            ? hash(Path.of(fileOrName))
            : hash(BuiltInModels.bytes(fileOrName));
    RegionDetector detector = RegionDetector.of(bundle, compute);
    warmUp(detector);
    return new ServedModel(fileOrName, hash, detector);
  }

  /** The first photo loads libraries and takes seconds; no client should wait for that. */
  private static void warmUp(RegionDetector detector) {
    byte[] grey = new byte[3 * WARM_UP_PX * WARM_UP_PX];
    Arrays.fill(grey, (byte) 128);
    PhotoOutcome unused = detector.inspect("warm-up", Raster.of(WARM_UP_PX, WARM_UP_PX, grey));
  }

  /** SHA-256 of a file, as {@code sha256sum} prints it. */
  public static String hash(Path file) {
    try {
      return hash(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.MODEL, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
