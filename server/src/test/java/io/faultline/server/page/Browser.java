package io.faultline.server.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium, without a window. */
final class Browser {
  /** The smallest screen that the page is made for. */
  static final int WIDTH = 1280;

  static final int HEIGHT = 720;

  private Browser() {}

  /** Starts a browser; skips the test where this machine has none. */
  static ChromeDriver start() {
    Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
    Optional<Path> chromium = found("chromium");
    Optional<Path> driver = found("chromedriver");
    assumeTrue(
        chromium.isPresent() && driver.isPresent(),
        "no browser: install chromium and chromium-driver to test the page");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // Chromium refuses to run as root otherwise, as in containers.
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=" + WIDTH + "," + HEIGHT);
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.orElseThrow().toFile())
            .withSilent(true)
            .build();
    ChromeDriver browser = new ChromeDriver(service, options);
    resize(browser, WIDTH, HEIGHT);
    return browser;
  }

  /** Gives the page this much room. */
  static void resize(ChromeDriver browser, int width, int height) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  private static Optional<Path> found(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
