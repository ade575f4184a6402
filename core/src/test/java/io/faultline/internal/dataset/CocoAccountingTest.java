package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.PhotoUse;
import io.faultline.internal.labels.coco.CocoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Nothing is lost without a word, however broken the records of a file are. */
class CocoAccountingTest {
  private static final String[] IDS = {"1", "2", "3", "7", "\"1\"", "\"x\"", "1.0", "null", "{}"};
  private static final String[] NAMES = {
    "\"a.png\"",
    "\"b.png\"",
    "\"a.jpg\"",
    "\"d\\\\c.png\"",
    "\"gone.png\"",
    "\"\"",
    "null",
    "5",
    "\"../x.png\"",
    "\"\\u0000\"",
    "\"C:\\\\d\\\\c.png\""
  };
  private static final String[] SIDES = {"20", "0", "-4", "\"20\"", "{}", "1e30", "null"};
  private static final String[] BOXES = {
    "[1,2,3,4]",
    "[4,4,9,9]",
    "[0,0,20,20]",
    "[]",
    "null",
    "{}",
    "[1,2,0,4]",
    "[NaN,2,3,4]",
    "[1,2,3]",
    "[\"1\",\"2\",\"3\",\"4\"]",
    "[90,2,3,4]",
    "[-3,2,9,9]",
    "[1e999,1,1,1]"
  };
  private static final String[] OUTLINES = {
    "[]",
    "[[1,1,9,1,9,9]]",
    "[[1,2,3]]",
    "{}",
    "null",
    "{\"size\":[20,20],\"counts\":[400]}",
    "{\"size\":[20,20],\"counts\":[21,5,374]}",
    "[[5,5,5,5,5,5]]"
  };

  private static Path folder = Path.of("");

  @BeforeContainer
  static void photos() throws IOException {
    folder = Files.createTempDirectory("coco-accounting");
    for (String name : List.of("a.png", "b.png", "d/c.png")) {
      ImageWriter.write(folder.resolve(name), Raster.of(20, 20, new byte[20 * 20 * 3]));
    }
  }

  @AfterContainer
  static void clear() {
    for (Path path :
        DatasetFolder.tree(folder).stream().sorted((a, b) -> b.compareTo(a)).toList()) {
      assertThat(path.toFile().delete()).isTrue();
    }
    assertThat(folder.toFile().delete()).isTrue();
  }

  @Property(tries = 400)
  void keptAndListedAreAllThereAre(@ForAll long seed, @ForAll boolean pixels) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> images = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      images.add(
          "{\"id\":"
              + mostly("" + i, IDS, random)
              + ",\"file_name\":"
              + pick(NAMES, random)
              + ",\"width\":"
              + mostly("20", SIDES, random)
              + ",\"height\":"
              + mostly("20", SIDES, random)
              + "}");
    }
    List<String> annotations = new ArrayList<>();
    long objects = 0;
    for (int i = random.nextInt(20); i > 0; i--) {
      String box = pick(BOXES, random);
      String outline = pick(OUTLINES, random);
      // A mark of a clean photo is no object.
      if (box.equals("[]") && (outline.equals("[]") || outline.equals("null"))) {
        continue;
      }
      objects++;
      annotations.add(
          "{\"id\":"
              + pick(IDS, random)
              + ",\"image_id\":"
              + mostly("" + (1 + random.nextInt(4)), IDS, random)
              + ",\"category_id\":"
              + mostly("1", IDS, random)
              + ",\"bbox\":"
              + box
              + ",\"segmentation\":"
              + outline
              + "}");
    }
    LoadedDataset loaded;
    try {
      loaded = read(images, annotations, pixels);
    } catch (FaultlineException e) {
      assertThat(e.problem()).isEqualTo(Problem.INPUT);
      return;
    }
    long kept = loaded.dataset().images().stream().mapToLong(i -> i.annotations().size()).sum();
    long listed = count(loaded, "annotation", Finding.Action.DROPPED, Finding.Action.DUPLICATE);
    assertThat(kept + listed).as(String.join("\n", annotations)).isEqualTo(objects);
    long photos = loaded.dataset().images().size();
    long away =
        count(
                loaded,
                "image",
                Finding.Action.DROPPED,
                Finding.Action.MISSING,
                Finding.Action.LEFT_OUT)
            + loaded.findings().stream()
                .filter(one -> one.record().startsWith("image"))
                .filter(
                    one ->
                        one.reason().contains("both are one photo")
                            || one.reason().contains("is in the file twice"))
                .count();
    assertThat(photos + away).as(String.join("\n", images)).isEqualTo(images.size());
    loaded.dataset().images().stream()
        .filter(ImageRecord::clean)
        .forEach(image -> assertThat(annotations).noneMatch(one -> mayBeOf(image, one, loaded)));
  }

  /** Whether an annotation is of a photo that was called clean. */
  private static boolean mayBeOf(ImageRecord image, String annotation, LoadedDataset loaded) {
    String id = "" + image.id();
    return loaded.findings().stream().noneMatch(one -> one.reason().contains("ids are texts"))
        && (annotation.contains("\"image_id\":" + id + ",")
            || annotation.contains("\"image_id\":\"" + id + "\","));
  }

  private static long count(LoadedDataset loaded, String record, Finding.Action... actions) {
    return loaded.findings().stream()
        .filter(one -> one.record().startsWith(record) && List.of(actions).contains(one.action()))
        .count();
  }

  private LoadedDataset read(List<String> images, List<String> annotations, boolean pixels)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("annotations.json"),
            "{\"images\":"
                + images
                + ",\"annotations\":"
                + annotations
                + ",\"categories\":[{\"id\":1,\"name\":\"crack\"}]}");
    return CocoReader.read(
        file,
        Optional.empty(),
        DatasetOptions.DEFAULT.withPhotos(pixels ? PhotoUse.PIXELS : PhotoUse.SIZES));
  }

  private static String pick(String[] from, SplittableRandom random) {
    return from[random.nextInt(from.length)];
  }

  private static String mostly(String usual, String[] others, SplittableRandom random) {
    return random.nextInt(4) > 0 ? usual : pick(others, random);
  }
}
