package io.faultline.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.dataset.DatasetReader;
import io.faultline.server.ServeOptions;
import io.faultline.server.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many clicks and keys a correct box costs on labelled photos: taking the model's box, a
 * one-click box, and drawing by hand. Run it by hand; arguments: labels in any format, the number
 * of photos, and a model (a file, a built-in name, or {@code none}).
 *
 * <p>By hand a box takes three actions: the key D, the button down at a corner, and up at the other
 * one. A one-click box takes a click anywhere on the object, one action for each further proposal,
 * and Enter. A person who does not see the box among the first few leaves (Esc) and draws.
 */
final class ClickFigures {
  private static final int BY_HAND = 3;
  private static final int PATIENCE = 3;

  private final OtherWindow service;
  private final double overlap;
  private final List<Integer> next = new ArrayList<>();
  private int missed;

  private ClickFigures(OtherWindow service, double overlap) {
    this.service = service;
    this.overlap = overlap;
  }

  /** Prints the figures. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[1]);
    List<ImageRecord> photos =
        DatasetReader.open(Path.of(args[0]), Optional.empty(), Optional.empty())
            .dataset()
            .images()
            .stream()
            .filter(photo -> !photo.objects().isEmpty())
            .limit(count)
            .toList();
    boolean none = args[2].equals("none");
    ServeOptions options = ServeOptions.local().withWorkspace(Files.createTempDirectory("clicks"));
    try (Server server = Server.start(none ? options : options.withModel(args[2]))) {
      OtherWindow service = new OtherWindow(server.address());
      if (none) {
        service.addClass("crack");
      }
      List<Integer> ids = new ArrayList<>();
      for (ImageRecord photo : photos) {
        ids.add(
            service.send(photo.path().getFileName().toString(), Files.readAllBytes(photo.path())));
      }
      for (double overlap : new double[] {0.5, 0.7}) {
        print(service, overlap, photos, ids);
      }
    }
  }

  private static void print(
      OtherWindow service, double overlap, List<ImageRecord> photos, List<Integer> ids) {
    ClickFigures middle = new ClickFigures(service, overlap);
    ClickFigures darkest = new ClickFigures(service, overlap);
    int labels = 0;
    int taken = 0;
    for (int i = 0; i < ids.size(); i++) {
      int id = ids.get(i);
      JsonNode found =
          service.await(id, one -> one.path("state").asText().equals("done")).path("boxes");
      Raster pixels = photos.get(i).read();
      for (Annotation label : photos.get(i).objects()) {
        Box box = label.box();
        labels++;
        taken += middle.rank(found, box) >= 0 ? 1 : 0;
        middle.click(id, box, box.centerX(), box.centerY());
        double[] dark = darkest(pixels, box);
        darkest.click(id, box, dark[0], dark[1]);
      }
    }
    System.out.printf(
        Locale.ROOT, "IoU %.1f, %d labelled boxes in %d photos%n", overlap, labels, ids.size());
    System.out.printf(Locale.ROOT, "  the model's own box is right: %d (one key, A)%n", taken);
    middle.print("click on the middle of the label");
    darkest.print("click on its darkest spot");
  }

  private void click(int id, Box label, double x, double y) {
    int rank =
        rank(
            service
                .get("/photos/" + id + "/proposals?x=" + (int) x + "&y=" + (int) y)
                .path("boxes"),
            label);
    if (rank < 0) {
      missed++;
    } else {
      next.add(rank);
    }
  }

  /** The place of the first box that is right, from 0; -1 without one. */
  private int rank(JsonNode boxes, Box label) {
    for (int i = 0; i < boxes.size(); i++) {
      JsonNode box = boxes.path(i).path("box");
      Box one =
          new Box(
              box.path(0).asDouble(),
              box.path(1).asDouble(),
              box.path(2).asDouble(),
              box.path(3).asDouble());
      if (one.iou(label) >= overlap) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The middle of the darkest 5x5 pixels in the inner part of a box: where a crack is clicked on.
   */
  private static double[] darkest(Raster photo, Box box) {
    int best = Integer.MAX_VALUE;
    double[] at = {box.centerX(), box.centerY()};
    double marginX = box.width() / 10;
    double marginY = box.height() / 10;
    for (int y = (int) Math.max(2, box.y1() + marginY);
        y < Math.min(photo.height() - 2, box.y2() - marginY);
        y++) {
      for (int x = (int) Math.max(2, box.x1() + marginX);
          x < Math.min(photo.width() - 2, box.x2() - marginX);
          x++) {
        int sum = brightness(photo, x, y);
        if (sum < best) {
          best = sum;
          at = new double[] {x, y};
        }
      }
    }
    return at;
  }

  private static int brightness(Raster photo, int x, int y) {
    int sum = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        int rgb = photo.pixel(x + dx, y + dy);
        sum += ((rgb >> 16) & 255) + ((rgb >> 8) & 255) + (rgb & 255);
      }
    }
    return sum;
  }

  private void print(String how) {
    int all = next.size() + missed;
    long first = next.stream().filter(n -> n == 0).count();
    long few = next.stream().filter(n -> n <= PATIENCE).count();
    double found = next.stream().filter(n -> n <= PATIENCE).mapToInt(n -> n + 2).sum();
    double drawn = (all - few) * (1.0 + PATIENCE + 1 + BY_HAND);
    System.out.printf(
        Locale.ROOT,
        "  %s: right at once %d, within %d more %d, within the 20 offered %d;"
            + " actions per box where it is among the first: %.2f, over all boxes: %.2f, by hand: %d%n",
        how,
        first,
        PATIENCE,
        few,
        next.size(),
        found / Math.max(1, few),
        (found + drawn) / all,
        BY_HAND);
  }
}
