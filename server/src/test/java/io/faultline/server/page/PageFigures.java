package io.faultline.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.image.Raster;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import io.faultline.server.workspace.TestPhotos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * How fast the page is: bytes that it loads, time to the first photo, and frames while a photo of
 * 100 megapixels is moved. Run it by hand on a quiet machine; no arguments.
 */
final class PageFigures {
  private static final int WIDTH = 11_648;
  private static final int HEIGHT = 8_736;
  private static final int DRAGS = 12;

  private PageFigures() {}

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    ChromeDriver browser = Browser.start();
    try (Server server =
        Server.start(ServeOptions.local().withWorkspace(Files.createTempDirectory("figures")))) {
      OtherWindow service = new OtherWindow(server.address());
      for (int i = 0; i < 20; i++) {
        service.send("wall-" + i + ".png", Workplace.png(i));
      }
      Page page = new Page(browser, server.address());
      page.openPhoto(1); // The first load warms the service.
      load(page);
      load(page);
      long start = System.nanoTime();
      int large = service.send("large.jpg", large());
      System.out.printf(
          Locale.ROOT,
          "taking in a photo of %d megapixels: %.1f s%n",
          WIDTH * HEIGHT / 1_000_000,
          (System.nanoTime() - start) / 1e9);
      pan(page, browser, large);
    } finally {
      browser.quit();
    }
  }

  private static void load(Page page) {
    page.openPhoto(1);
    page.await("the picture", "return document.getElementById('map').dataset.picture === 'shown'");
    JsonNode figures =
        page.json(
            "const all = performance.getEntriesByType('resource'); const files = all.filter(({name}) => !name.includes('/v1/'));"
                + "const picture = all.find(({name}) => name.endsWith('/image'));"
                + "const size = (some) => some.reduce((sum, one) => sum + one.encodedBodySize, 0) + performance.getEntriesByType('navigation')[0].encodedBodySize;"
                + "return {files: files.length, bytes: size(files), all: size(all), photo: picture.responseEnd}");
    System.out.printf(
        Locale.ROOT,
        "%d files of the page with %d kB; with lists and pictures %d kB; first photo after %.0f ms%n",
        figures.path("files").asInt() + 1,
        figures.path("bytes").asInt() / 1000,
        figures.path("all").asInt() / 1000,
        figures.path("photo").asDouble());
  }

  private static void pan(Page page, ChromeDriver browser, int id) {
    long start = System.nanoTime();
    page.openPhoto(id);
    page.await("the overview", "return document.getElementById('map').dataset.picture === 'shown'");
    System.out.printf(
        Locale.ROOT,
        "overview of the large photo after %.1f s%n",
        (System.nanoTime() - start) / 1e9);
    page.json("faultline.bench.viewer.map.setView([4000, 5000], 0, {animate: false})");
    page.await(
        "tiles", "return document.querySelectorAll('#map img.leaflet-tile-loaded').length >= 6");
    System.out.printf(Locale.ROOT, "sharp tiles after %.1f s%n", (System.nanoTime() - start) / 1e9);
    page.json("performance.clearResourceTimings()");
    page.json(
        "window.frames_ = []; let last = performance.now(); (function tick(now) { frames_.push(now - last); last = now; requestAnimationFrame(tick); })(last);");
    Actions drag = new Actions(browser);
    for (int i = 0; i < DRAGS; i++) {
      int back = i % 4 < 2 ? 1 : -1;
      drag =
          drag.moveToLocation(640 + back * 200, 360 + back * 120)
              .clickAndHold()
              .moveToLocation(640 - back * 200, 360 - back * 120)
              .release();
    }
    drag.perform();
    JsonNode figures =
        page.json(
            "const some = frames_.slice(2).sort((a, b) => a - b); const at = (share) => some[Math.floor(share * (some.length - 1))];"
                + "const tiles = performance.getEntriesByType('resource').filter(({name}) => name.includes('/tiles/')).map(({duration}) => duration).sort((a, b) => a - b);"
                + "return {frames: some.length, mean: 1000 * some.length / some.reduce((a, b) => a + b, 0), p99: at(0.99), worst: at(1), tiles: tiles.length, tile50: tiles[tiles.length >> 1], tile99: tiles[Math.floor(0.99 * (tiles.length - 1))]}");
    System.out.printf(
        Locale.ROOT,
        "moving it at full size: %.0f frames a second over %d frames, 99 %% within %.0f ms, worst %.0f ms; %d tiles, half within %.0f ms, 99 %% within %.0f ms%n",
        figures.path("mean").asDouble(),
        figures.path("frames").asInt(),
        figures.path("p99").asDouble(),
        figures.path("worst").asDouble(),
        figures.path("tiles").asInt(),
        figures.path("tile50").asDouble(),
        figures.path("tile99").asDouble());
  }

  /** A wall of 100 megapixels as JPEG: one part, repeated. */
  private static byte[] large() throws IOException {
    Raster part = TestPhotos.wall(1456, 1092, 1);
    BufferedImage whole = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        whole.getRaster().setSample(x, y, 0, part.pixel(x % part.width(), y % part.height()) & 255);
      }
    }
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(whole, "jpg", jpeg);
    return jpeg.toByteArray();
  }
}
