package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.labels.DatasetOptions;
import io.faultline.internal.labels.masks.MaskConverter;
import io.faultline.internal.labels.masks.MaskInversion;
import io.faultline.internal.labels.masks.MaskOptions;
import io.faultline.internal.labels.masks.MaskRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Nothing of a folder of masks is lost without a word: photos and masks read and listed are those
 * that are there, objects kept and objects listed are the objects drawn, and only a photo whose
 * whole mask is empty is clean.
 */
class MaskAccountingTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final MaskOptions OPTIONS =
      new MaskOptions(new MaskRule.Automatic(), MaskInversion.NOTICE, 1, 20, 0);

  private enum PhotoFile {
    WHOLE,
    GONE,
    BROKEN,
    EMPTY
  }

  private enum MaskFile {
    WHOLE,
    GONE,
    BROKEN,
    CUT,
    OTHER_SIZE
  }

  /**
   * A pair of files.
   *
   * @param cracks bars of 40 px
   * @param specks squares of 16 px, too small for an object
   */
  private record Pair(String stem, PhotoFile photo, MaskFile mask, int cracks, int specks) {
    static Pair random(String stem, SplittableRandom random) {
      PhotoFile photo =
          random.nextInt(3) > 0
              ? PhotoFile.WHOLE
              : List.of(PhotoFile.values()).get(random.nextInt(4));
      MaskFile mask =
          random.nextInt(3) > 0
              ? MaskFile.WHOLE
              : List.of(MaskFile.values()).get(random.nextInt(5));
      return new Pair(stem, photo, mask, random.nextInt(4), Math.max(0, random.nextInt(5) - 2));
    }

    Raster drawn() {
      byte[] pixels = new byte[3 * WIDTH * HEIGHT];
      for (int i = 0; i < cracks; i++) {
        fill(pixels, 4 + 12 * i, 4, 4, 10);
      }
      for (int i = 0; i < specks; i++) {
        fill(pixels, 4 + 12 * i, 40, 4, 4);
      }
      return Raster.of(WIDTH, HEIGHT, pixels);
    }

    private static void fill(byte[] pixels, int left, int top, int width, int height) {
      for (int y = top; y < top + height; y++) {
        for (int i = 3 * left; i < 3 * (left + width); i++) {
          pixels[3 * WIDTH * y + i] = (byte) 255;
        }
      }
    }
  }

  @Property(tries = 100)
  void photosAndObjectsAreKeptOrListed(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      pairs.add(Pair.random("p" + i + "q", random));
    }
    Path folder = Files.createTempDirectory("mask-accounting");
    try {
      for (Pair pair : pairs) {
        write(folder, pair);
      }
      account(pairs, folder);
    } finally {
      clear(folder);
    }
  }

  private static void write(Path folder, Pair pair) throws IOException {
    Path photo = Files.createDirectories(folder.resolve("images")).resolve(pair.stem() + ".png");
    Raster ground = Raster.of(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
    switch (pair.photo()) {
      case WHOLE -> ImageWriter.write(photo, ground);
      case BROKEN -> Files.writeString(photo, "no photo");
      case EMPTY -> Files.createFile(photo);
      case GONE -> {}
    }
    Path mask = Files.createDirectories(folder.resolve("masks")).resolve(pair.stem() + ".png");
    switch (pair.mask()) {
      case WHOLE -> ImageWriter.write(mask, pair.drawn());
      case CUT -> {
        ImageWriter.write(mask, pair.drawn());
        byte[] bytes = Files.readAllBytes(mask);
        Files.write(mask, java.util.Arrays.copyOf(bytes, bytes.length * 2 / 3));
      }
      case OTHER_SIZE -> ImageWriter.write(mask, Raster.of(8, 8, new byte[192]));
      case BROKEN -> Files.writeString(mask, "no mask");
      case GONE -> {}
    }
  }

  private static void account(List<Pair> pairs, Path folder) {
    LoadedDataset loaded;
    try {
      loaded =
          MaskConverter.convert(
              folder.resolve("images"),
              folder.resolve("masks"),
              "crack",
              OPTIONS,
              DatasetOptions.DEFAULT,
              Progress.NONE);
    } catch (FaultlineException refused) {
      assertThat(refused.problem()).isEqualTo(Problem.INPUT);
      return;
    }
    String findings =
        loaded.findings().stream().map(Finding::line).collect(Collectors.joining("\n"));
    for (Pair pair : pairs) {
      String said = pair + "\n" + findings;
      List<ImageRecord> read =
          loaded.dataset().images().stream()
              .filter(image -> image.fileName().contains(pair.stem() + "."))
              .toList();
      boolean listed = findings.contains(pair.stem() + ".");
      boolean fine = pair.photo() == PhotoFile.WHOLE && pair.mask() == MaskFile.WHOLE;
      boolean there = pair.photo() != PhotoFile.GONE || pair.mask() != MaskFile.GONE;
      assertThat(read).as("read once at most: %s", said).hasSizeLessThan(2);
      assertThat(!read.isEmpty() || listed || !there).as("read or listed: %s", said).isTrue();
      assertThat(fine || listed || !there).as("what is wrong is listed: %s", said).isTrue();
      if (!read.isEmpty()) {
        objects(pair, read.get(0), loaded, said);
      }
    }
  }

  private static void objects(Pair pair, ImageRecord image, LoadedDataset loaded, String said) {
    assertThat(pair.mask())
        .as("a photo without a mask is not read: %s", said)
        .isEqualTo(MaskFile.WHOLE);
    assertThat(image.annotations()).as("objects: %s", said).hasSize(pair.cracks());
    assertThat(image.clean()).as("clean: %s", said).isEqualTo(pair.cracks() + pair.specks() == 0);
    boolean specksListed =
        loaded.findings().stream()
            .filter(one -> one.action() == Finding.Action.DROPPED)
            .anyMatch(
                one -> one.line().contains(pair.stem() + ".") && one.line().contains("speck"));
    assertThat(specksListed).as("specks: %s", said).isEqualTo(pair.specks() > 0);
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
