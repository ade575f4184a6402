package io.faultline.server.labelstudio;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Label Studio from which photos are fetched.
 *
 * @param address such as {@code http://localhost:8080}; absent where none is
 * @param tokenFile a file with the access token of one of its users
 */
public record LabelStudioAccess(Optional<URI> address, Optional<Path> tokenFile) {
  /** No Label Studio: only photos inside of tasks are read. */
  public static final LabelStudioAccess NONE =
      new LabelStudioAccess(Optional.empty(), Optional.empty());

  /**
   * Fetches photos from there.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where the address is none or the token
   *     cannot be read
   */
  public PhotoFetcher fetcher(long maxBytes) {
    return new PhotoFetcher(address, tokenFile.map(LabelStudioAccess::token), maxBytes);
  }

  private static String token(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.USAGE, file + ": the token cannot be read (" + IoReason.of(e) + ")", e);
    }
  }
}
