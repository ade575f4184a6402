package io.faultline.bench;

import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** The service in a process of its own, on this machine alone. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final double startSeconds;

  private ServiceProcess(Process process, URI address, double startSeconds) {
    this.process = process;
    this.address = address;
    this.startSeconds = startSeconds;
  }

  /** The child: serves a model until it is stopped. */
  public static void main(String[] args) throws InterruptedException {
    try (Server server = Server.start(ServeOptions.local().withModel(args[0]))) {
      System.out.println(server.address());
      new CountDownLatch(1).await();
    }
  }

  /** Starts the child with the class path of this process; returns when it is ready. */
  static ServiceProcess start(String model) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xms96m", "-Xmn48m", "-Xmx1g"));
    command.addAll(List.of("-Djava.awt.headless=true", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(ServiceProcess.class.getName(), model));
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("the service did not start");
    }
    return new ServiceProcess(process, URI.create(line), (System.nanoTime() - begun) / 1e9);
  }

  URI uri(String path) {
    return address.resolve(path);
  }

  int port() {
    return address.getPort();
  }

  double startSeconds() {
    return startSeconds;
  }

  /** Resident memory in MiB, as Linux gives it; -1 elsewhere. */
  double residentMebibytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return -1;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(one -> one.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "")) / 1024.0;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
