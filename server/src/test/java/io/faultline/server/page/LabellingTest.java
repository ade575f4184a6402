package io.faultline.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Services without a model: labelling from nothing, behind a token, and through a crash. */
@ExtendWith(SharedWorkplace.class)
class LabellingTest {
  private final Workplace work;

  LabellingTest(Workplace work) {
    this.work = work;
  }

  @Test
  void aTokenIsAskedForAndTheFirstClassIsNamed(@TempDir Path folder) throws Exception {
    Path token =
        Files.writeString(folder.resolve("token"), "kT7-only-for-this-test-0123456789abcdef");
    try (Server server =
        Server.start(
            ServeOptions.local().withWorkspace(folder.resolve("work")).withTokenFile(token))) {
      Page page = work.page(server.address());
      page.open("/photos");
      page.await("the question", "return document.getElementById('signin').open");
      page.browser().findElement(By.id("token")).sendKeys("wrong", Keys.ENTER);
      page.await("a refusal", "return document.getElementById('signin-fault').textContent !== ''");
      page.browser().findElement(By.id("token")).clear();
      page.browser().findElement(By.id("token")).sendKeys(Files.readString(token), Keys.ENTER);
      page.await(
          "the workspace",
          "return !document.getElementById('signin').open && !document.getElementById('first-steps').hidden");
      assertThat(page.shown("no-model")).isTrue();
      page.browser().navigate().refresh();
      page.await("the session to go on", "return !document.getElementById('signout').hidden");
      assertThat(page.shown("slider")).as("without a model there are no scores").isFalse();
      page.browser()
          .findElement(By.id("choose-files"))
          .sendKeys(Workplace.file(folder, "wall.png", 3).toString());
      page.await("the photo", "return faultline.bench.photo?.width > 0");

      page.press("d");
      page.drag(20, 20, 80, 90);
      page.await("the question", "return Boolean(document.querySelector('dialog[open] input'))");
      page.press("s", "p", "a", "l", "l", Keys.ENTER);
      page.await("the box", "return faultline.bench.photo.boxes.length === 1");
      assertThat(page.storedPhoto().path("boxes").path(0).path("category").asText())
          .isEqualTo("spall");
    }
  }

  @Test
  void aServerThatIsKilledAndStartedAgainLosesNothing(@TempDir Path folder) throws Exception {
    int port = freePort();
    Process first = serve(port, folder);
    try {
      OtherWindow other = new OtherWindow("http://127.0.0.1:" + port);
      int id = other.send("wall.png", Workplace.png(5));
      other.addClass("crack");
      Page page = work.page("http://127.0.0.1:" + port);
      page.openPhoto(id);
      page.press("d");
      page.drag(10, 10, 60, 50);
      page.awaitStored();

      first.destroyForcibly().waitFor();
      page.press("d");
      page.drag(100, 100, 160, 150);
      page.await("the warning", "return !document.getElementById('connection').hidden");
      assertThat(page.json("return faultline.unsent()").asInt()).isEqualTo(1);
      assertThat(page.photo().path("boxes")).hasSize(2);

      Process second = serve(port, folder);
      try {
        page.await(
            "all is stored",
            "return faultline.unsent() === 0 && document.getElementById('connection').hidden");
        JsonNode boxes = other.photo(id).path("boxes");
        assertThat(boxes).hasSize(2);
      } finally {
        second.destroyForcibly().waitFor();
      }
    } finally {
      first.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Process serve(int port, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                ServeMain.class.getName(),
                String.valueOf(port),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertThat(socket.isConnected()).isTrue();
        return process;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("the service did not start");
  }
}
