package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.provenance.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Photos read and photos listed are the photos there; objects kept and objects listed are the
 * objects in the files; and no photo is clean that had a label.
 */
class ReaderLawsTest {
  private static final byte[] PHOTO = photo();
  private static final List<String> YOLO_LINES =
      List.of(
          "0 0.5 0.5 0.2 0.2",
          "0.0 0.4 0.4 0.1 0.3",
          "1,0.3,0.3,0.1,0.1",
          "0 0.1 0.1 0.9 0.1 0.5 0.9",
          "9 0.5 0.5 0.2 0.2",
          "0 0.5 0.5 0 0.2",
          "0 320 240 10 10",
          "0 0.5",
          "x");

  private static final List<String> VOC_OBJECTS =
      List.of(
          box("crack", "5", "5", "40", "20"),
          box("crack", "40", "20", "50", "50"),
          box("spall", "3", "3", "3", "3") + "<difficult>True</difficult>",
          box("crack", "90", "5", "10", "20"),
          box("crack", "300", "5", "310", "20"),
          box("crack", "x", "5", "10", "20"),
          "<name>crack</name>",
          "");

  private static String box(String name, String x1, String y1, String x2, String y2) {
    return "<name>%s</name><bndbox><xmin>%s</xmin><ymin>%s</ymin><xmax>%s</xmax><ymax>%s</ymax></bndbox>"
        .formatted(name, x1, y1, x2, y2);
  }

  @Property(tries = 60)
  void yoloLosesNothingWithoutAWord(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = Files.createTempDirectory("yolo-laws");
    try {
      Path images = folder.resolve(random.nextBoolean() ? "images" : "Images/train");
      Path labels = folder.resolve(random.nextBoolean() ? "Labels" : "labels/train");
      int photos = 1 + random.nextInt(8);
      Set<String> withLabels = new HashSet<>();
      long objects = 0;
      for (int i = 0; i < photos; i++) {
        write(images.resolve("p" + i + ".png"), random);
        int kind = random.nextInt(8);
        if (kind == 0) {
          continue;
        }
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "# labels\n" : "");
        for (int line = random.nextInt(4); line > 0; line--) {
          int pick = random.nextInt(random.nextInt(3) == 0 ? YOLO_LINES.size() : 4);
          text.append(YOLO_LINES.get(pick)).append(random.nextBoolean() ? "\n" : "\r\n");
          withLabels.add("p" + i + ".png");
          objects++;
        }
        String name = "p" + i + (kind == 1 ? "x.txt" : kind == 2 ? ".png.txt" : ".txt");
        AtomicFile.write(labels.resolve(name), text.toString());
      }
      AtomicFile.write(folder.resolve("data.yaml"), "names: [crack, spall]\n");
      check(
          () -> DatasetReader.open(folder, Optional.empty(), Optional.empty()),
          photos,
          objects,
          withLabels);
    } finally {
      delete(folder);
    }
  }

  @Property(tries = 60)
  void vocLosesNothingWithoutAWord(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = Files.createTempDirectory("voc-laws");
    try {
      int photos = 1 + random.nextInt(8);
      Set<String> withLabels = new HashSet<>();
      long objects = 0;
      for (int i = 0; i < photos; i++) {
        write(folder.resolve("JPEGImages/p" + i + ".png"), random);
        int kind = random.nextInt(10);
        String stated = kind < 3 ? "p" + random.nextInt(photos) + ".png" : "p" + i + ".jpg";
        StringBuilder text = new StringBuilder("<annotation><filename>" + stated + "</filename>");
        for (int object = random.nextInt(4); object > 0 && kind < 8; object--) {
          int pick = random.nextInt(random.nextInt(3) == 0 ? VOC_OBJECTS.size() : 3);
          text.append("<object>").append(VOC_OBJECTS.get(pick)).append("</object>");
          withLabels.add("p" + i + ".png");
          objects++;
        }
        text.append(kind == 8 ? "<broken>" : "</annotation>");
        if (kind < 9) {
          AtomicFile.write(folder.resolve("Annotations/p" + i + ".xml"), text.toString());
        }
        if (kind > 7) {
          withLabels.add("p" + i + ".png");
        }
      }
      check(
          () -> DatasetReader.open(folder, Optional.empty(), Optional.empty()),
          photos,
          objects,
          withLabels);
    } finally {
      delete(folder);
    }
  }

  /** One of two photos in eight is none. */
  private static void write(Path file, SplittableRandom random) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, random.nextInt(8) == 0 ? new byte[] {1, 2, 3} : PHOTO);
  }

  private interface Reading {
    LoadedDataset read();
  }

  private static void check(Reading reading, int photos, long objects, Set<String> withLabels) {
    LoadedDataset loaded;
    try {
      loaded = reading.read();
    } catch (FaultlineException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    List<Finding> findings = loaded.findings();
    long listedPhotos = findings.stream().filter(ReaderLawsTest::isOfPhoto).count();
    assertThat(loaded.dataset().images().size() + listedPhotos)
        .as("%s", findings)
        .isEqualTo(photos);
    long kept =
        loaded.dataset().images().stream().mapToLong(image -> image.annotations().size()).sum();
    long listed = findings.stream().mapToLong(ReaderLawsTest::objects).sum();
    assertThat(kept + listed).as("%s", findings).isEqualTo(objects);
    Set<String> clean =
        loaded.dataset().images().stream()
            .filter(ImageRecord::clean)
            .map(image -> image.path().getFileName().toString())
            .collect(Collectors.toSet());
    clean.retainAll(withLabels);
    assertThat(clean).as("%s", findings).isEmpty();
  }

  private static boolean isOfPhoto(Finding finding) {
    return finding.action() == Finding.Action.LEFT_OUT
        || finding.action() == Finding.Action.MISSING;
  }

  /** How many objects a finding lists; one about a file says how many it has. */
  private static long objects(Finding finding) {
    if (finding.labelDropped() || finding.action() == Finding.Action.DUPLICATE) {
      return 1;
    }
    boolean isFile =
        finding.action() == Finding.Action.DROPPED || finding.action() == Finding.Action.MISSING;
    String digits = finding.reason().replaceFirst(".*its (\\d+) labels.*", "$1");
    return isFile && !digits.equals(finding.reason()) ? Long.parseLong(digits) : 0;
  }

  private static byte[] photo() {
    try {
      Path file = Files.createTempFile("laws", ".png");
      ImageWriter.write(file, Raster.of(100, 100, new byte[30_000]));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
