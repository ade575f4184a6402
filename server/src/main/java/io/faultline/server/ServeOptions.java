package io.faultline.server;

import io.faultline.server.http.Limits;
import io.faultline.server.labelstudio.LabelStudioAccess;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the service runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param model absent for a service that only labels
 * @param workspace absent for a service without the page
 * @param tokenFile the file that holds the bearer token; required for an address that is not
 *     loopback
 * @param limits what the service takes
 * @param labelStudio from where photos of Label Studio are fetched
 */
public record ServeOptions(
    String host,
    int port,
    Optional<ModelChoice> model,
    Optional<WorkspaceChoice> workspace,
    Optional<Path> tokenFile,
    Limits limits,
    LabelStudioAccess labelStudio) {
  /** The address that only this machine reaches. */
  public static final String LOOPBACK = "127.0.0.1";

  /** The port of the service where no other is given. */
  public static final int PORT = 8080;

  /** Loopback on a free port, with nothing to serve but health. */
  public static ServeOptions local() {
    return new ServeOptions(
        LOOPBACK,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Limits.DEFAULT,
        LabelStudioAccess.NONE);
  }

  /** The same at another address. */
  public ServeOptions at(String address, int otherPort) {
    return new ServeOptions(address, otherPort, model, workspace, tokenFile, limits, labelStudio);
  }

  /** The same with a model: a file, or the name of a built-in one. */
  public ServeOptions withModel(String fileOrName) {
    return withModel(ModelChoice.of(fileOrName));
  }

  /** The same with a model. */
  public ServeOptions withModel(ModelChoice choice) {
    return new ServeOptions(
        host, port, Optional.of(choice), workspace, tokenFile, limits, labelStudio);
  }

  /** The same with a workspace in this folder. */
  public ServeOptions withWorkspace(Path folder) {
    return withWorkspace(WorkspaceChoice.of(folder));
  }

  /** The same with a workspace. */
  public ServeOptions withWorkspace(WorkspaceChoice choice) {
    return new ServeOptions(host, port, model, Optional.of(choice), tokenFile, limits, labelStudio);
  }

  /** The same with a token. */
  public ServeOptions withTokenFile(Path file) {
    return new ServeOptions(host, port, model, workspace, Optional.of(file), limits, labelStudio);
  }

  /** The same with other limits. */
  public ServeOptions withLimits(Limits other) {
    return new ServeOptions(host, port, model, workspace, tokenFile, other, labelStudio);
  }
}
