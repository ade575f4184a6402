package io.faultline.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the service runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param model a model file or the name of a built-in model; absent for a service that only labels
 * @param workspace the folder of photos, boxes and corrections
 * @param data a dataset to open for labelling
 * @param tokenFile the file that holds the bearer token; required for an address that is not
 *     loopback
 */
public record ServeOptions(
    String host,
    int port,
    Optional<String> model,
    Optional<Path> workspace,
    Optional<Path> data,
    Optional<Path> tokenFile) {
  /** The address that only this machine reaches. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The port of the service where no other is given. */
  public static final int PORT = 8080;

  /** Loopback on a free port, with nothing to serve but health. */
  public static ServeOptions local() {
    return new ServeOptions(
        LOOPBACK, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
