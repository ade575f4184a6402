package io.faultline.server.page;

import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.nio.file.Path;

/** A service in a process of its own, to be killed. Arguments: port, workspace. */
final class ServeMain {
  private ServeMain() {}

  /** Serves until the process is killed. */
  public static void main(String[] args) throws InterruptedException {
    Server.start(
        ServeOptions.local()
            .at(ServeOptions.LOOPBACK, Integer.parseInt(args[0]))
            .withWorkspace(Path.of(args[1])));
    Thread.sleep(Long.MAX_VALUE);
  }
}
