package io.faultline.cli;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.bundle.ThresholdChoice;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.server.ModelChoice;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import io.faultline.server.WorkspaceChoice;
import io.faultline.server.labelstudio.LabelStudioAccess;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers over HTTP. */
@Command(
    name = "serve",
    header = "Answer over HTTP, and show the page on which inspectors work.",
    customSynopsis = {"faultline serve [--model MODEL] [--workspace FOLDER] [OPTIONS]"},
    description = {
      "Programs send photos to POST /v1/detect and get what detect writes, byte for byte: JSON, CSV"
          + " or the annotated photo. GET /openapi.yaml describes all routes. Inspectors open the"
          + " printed address in a browser: the page needs a workspace.",
      "",
      "Only this machine can reach the service by default. Any other address needs a token. The"
          + " service speaks HTTP; a reverse proxy before it adds TLS.",
      "",
      "Stop it with Ctrl-C or SIGTERM: it answers what it has accepted first."
    },
    footer = {
      "  faultline serve --model crack --workspace inspections/quay",
      "  faultline serve --workspace labels --data walls",
      "      label a dataset from nothing, without a model",
      "  faultline serve --model runs/walls/model --host 0.0.0.0 --token-file token",
      "  curl -H 'Content-Type: image/jpeg' --data-binary @wall.jpg localhost:8080/v1/detect"
    })
final class ServeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DeviceOption device;
  @Mixin private LimitOptions limits;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "The model file (RUN/model of a training), or a built-in model by name:"
              + " ${COMPLETION-CANDIDATES}. Without it photos can be labelled only.",
      completionCandidates = BuiltInNames.class)
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "SCORE",
      description =
          "Report detections from this score on, instead of from the model's threshold: 0.4 for all"
              + " classes, or crack=0.3,stain=0.6 for these alone. Without --workspace only.")
  private Optional<String> threshold = Optional.empty();

  @Option(
      names = "--workspace",
      paramLabel = "FOLDER",
      description =
          "The folder of photos, boxes and corrections; made where it is not there. The page needs"
              + " it. One process at a time works with it.")
  private Optional<Path> workspace = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      description = "A dataset to open in the workspace, with its labels.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).",
      defaultValue = ServeOptions.LOOPBACK)
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (default: ${DEFAULT-VALUE}); 0 takes a free one.",
      defaultValue = "" + ServeOptions.PORT)
  private int port;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "A file with the token that clients must send, as Authorization: Bearer TOKEN or as the"
              + " password of Basic. On the page a person signs in with it.")
  private Optional<Path> tokenFile = Optional.empty();

  @Option(
      names = "--label-studio",
      paramLabel = "URL",
      description =
          "The Label Studio from which photos of tasks may be fetched; nothing else is fetched.")
  private Optional<URI> labelStudio = Optional.empty();

  @Option(
      names = "--label-studio-token-file",
      paramLabel = "FILE",
      description = "A file with the access token of one of its users.")
  private Optional<Path> labelStudioToken = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    ServeOptions options =
        new ServeOptions(
            host,
            port,
            model(),
            workspace(),
            tokenFile,
            limits.limits(),
            new LabelStudioAccess(labelStudio, labelStudioToken));
    try (Server server = Server.start(options, line -> common.warn("faultline: " + line))) {
      Ending.waitsFor(server::close); // Everything that was accepted is answered.
      common.say("Listening on " + server.address());
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private Optional<ModelChoice> model() {
    if (threshold.isPresent() && model.isEmpty()) {
      throw new FaultlineException(Problem.USAGE, "--threshold needs --model, whose scores it is");
    }
    Optional<ThresholdChoice> chosen =
        threshold.map(text -> ThresholdChoice.parse("--threshold", text));
    return model.map(name -> new ModelChoice(name, chosen, device.compute()));
  }

  private Optional<WorkspaceChoice> workspace() {
    if (data.isPresent() && workspace.isEmpty()) {
      throw new FaultlineException(
          Problem.USAGE, "--data needs --workspace FOLDER, where the new labels are kept");
    }
    return workspace.map(folder -> new WorkspaceChoice(folder, data, PipelineConfig.DEFAULT));
  }
}
