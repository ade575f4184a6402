package io.faultline.server.page;

import io.faultline.internal.bundle.BuiltInModels;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;

/** A service with a workspace of a few photos that are searched already, and a browser. */
final class Workplace implements AutoCloseable {
  private static final SyntheticPhotos PHOTOS =
      new SyntheticPhotos(new RunSeed(7), new SyntheticPhotos.Options(256, 256, 0, 2, 1));

  private final Path folder;
  private final ChromeDriver browser;
  private final Server server;
  private final OtherWindow other;
  private final List<Integer> photos = new ArrayList<>();

  /** A service with so many photos. */
  Workplace(int photos) {
    this.browser = Browser.start();
    this.folder = temporary();
    this.server =
        Server.start(ServeOptions.local().withModel(BuiltInModels.CRACK).withWorkspace(folder));
    this.other = new OtherWindow(server.address());
    for (int i = 0; i < photos; i++) {
      this.photos.add(other.send("wall_%02d.png".formatted(i), png(i)));
    }
    for (int id : this.photos) {
      other.await(id, photo -> photo.path("state").asText().equals("done"));
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("faultline-page");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A synthetic photo with cracks as a PNG file. */
  static byte[] png(long index) {
    return ImageWriter.encodePng(PHOTOS.photo(index).photo());
  }

  /** The same in a file. */
  static Path file(Path folder, String name, long index) {
    try {
      return Files.write(Files.createDirectories(folder).resolve(name), png(index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page page() {
    return new Page(browser, server.address());
  }

  /** The page of another service in the same browser. */
  Page page(String address) {
    return new Page(browser, address);
  }

  OtherWindow other() {
    return other;
  }

  /** The id of a photo. */
  int photo(int index) {
    return photos.get(index);
  }

  @Override
  public void close() {
    browser.quit();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
