package io.faultline.server;

import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.server.http.Limits;
import io.faultline.server.labelstudio.LabelStudioAccess;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the service runs.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param model a model file or the name of a built-in model; absent for a service that only labels
 * @param thresholds from which scores the model reports; absent for its own. A workspace, which
 *     keeps verdicts, has those of the model
 * @param compute what computes
 * @param workspace the folder of photos, boxes and corrections
 * @param data a dataset to open for labelling
 * @param tokenFile the file that holds the bearer token; required for an address that is not
 *     loopback
 * @param limits what the service takes
 * @param labelStudio from where photos of Label Studio are fetched
 * @param teaching the settings of trainings on corrections, as far as the model leaves a choice
 */
public record ServeOptions(
    String host,
    int port,
    Optional<String> model,
    Optional<ThresholdChoice> thresholds,
    Compute compute,
    Optional<Path> workspace,
    Optional<Path> data,
    Optional<Path> tokenFile,
    Limits limits,
    LabelStudioAccess labelStudio,
    PipelineConfig teaching) {
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
        Compute.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Limits.DEFAULT,
        LabelStudioAccess.NONE,
        PipelineConfig.DEFAULT);
  }

  /** The same with a model: a file, or the name of a built-in one. */
  public ServeOptions withModel(String fileOrName) {
    return new ServeOptions(
        host,
        port,
        Optional.of(fileOrName),
        thresholds,
        compute,
        workspace,
        data,
        tokenFile,
        limits,
        labelStudio,
        teaching);
  }

  /** The same where the model reports from other scores. */
  public ServeOptions withThresholds(ThresholdChoice choice) {
    return new ServeOptions(
        host,
        port,
        model,
        Optional.of(choice),
        compute,
        workspace,
        data,
        tokenFile,
        limits,
        labelStudio,
        teaching);
  }

  /** The same with a workspace. */
  public ServeOptions withWorkspace(Path folder) {
    return new ServeOptions(
        host,
        port,
        model,
        thresholds,
        compute,
        Optional.of(folder),
        data,
        tokenFile,
        limits,
        labelStudio,
        teaching);
  }

  /** The same with a dataset to label. */
  public ServeOptions withData(Path dataset) {
    return new ServeOptions(
        host,
        port,
        model,
        thresholds,
        compute,
        workspace,
        Optional.of(dataset),
        tokenFile,
        limits,
        labelStudio,
        teaching);
  }

  /** The same with a token. */
  public ServeOptions withTokenFile(Path file) {
    return new ServeOptions(
        host,
        port,
        model,
        thresholds,
        compute,
        workspace,
        data,
        Optional.of(file),
        limits,
        labelStudio,
        teaching);
  }

  /** The same with other limits. */
  public ServeOptions withLimits(Limits other) {
    return new ServeOptions(
        host,
        port,
        model,
        thresholds,
        compute,
        workspace,
        data,
        tokenFile,
        other,
        labelStudio,
        teaching);
  }

  /** The same with other settings of trainings on corrections. */
  public ServeOptions withTeaching(PipelineConfig settings) {
    return new ServeOptions(
        host,
        port,
        model,
        thresholds,
        compute,
        workspace,
        data,
        tokenFile,
        limits,
        labelStudio,
        settings);
  }

  /** The same at another address. */
  public ServeOptions at(String address, int otherPort) {
    return new ServeOptions(
        address,
        otherPort,
        model,
        thresholds,
        compute,
        workspace,
        data,
        tokenFile,
        limits,
        labelStudio,
        teaching);
  }
}
