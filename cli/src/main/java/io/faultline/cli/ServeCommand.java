package io.faultline.cli;

import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import io.faultline.server.http.Limits;
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
    header = "Serve a model over HTTP, with a page for inspectors.",
    customSynopsis = {"faultline serve --model MODEL [OPTIONS]"},
    description = {"Listens until it is stopped. Only this machine can reach it by default."},
    footer = {"  faultline serve --model crack"})
final class ServeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private DeviceOption device;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "The model file (RUN/model of a training), or a built-in model by name.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).",
      defaultValue = ServeOptions.LOOPBACK)
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port to listen on (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + ServeOptions.PORT)
  private int port;

  @Option(
      names = "--workspace",
      paramLabel = "FOLDER",
      description = "Where photos, boxes and corrections are kept.")
  private Optional<Path> workspace = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DATASET",
      description = "A dataset to open for labelling.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file that holds the token that clients must send.")
  private Optional<Path> tokenFile = Optional.empty();

  @Override
  public Integer call() throws InterruptedException {
    ServeOptions options =
        new ServeOptions(
            host, port, model, device.compute(), workspace, data, tokenFile, Limits.DEFAULT);
    try (Server server = Server.start(options, common::warn)) {
      // A signal ends the process when its hooks have; this one answers what was accepted.
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "faultline-drain"));
      common.say("Listening on " + server.address());
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
