package io.faultline.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.dataset.ImageRecord;
import io.faultline.dataset.LoadedDataset;
import io.faultline.image.Raster;
import io.faultline.internal.image.ImageWriter;
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
 * Nothing is lost without a word, whatever is broken: photos read and photos listed are the photos
 * there; labels kept and labels listed are the labels there; and a photo without labels in the
 * dataset is one that never had any. Each reader's test says how its form is written.
 */
abstract class AccountingContract {
  static final int SIDE = 40;

  /** What is wrong with a label; each form writes it in its own way. */
  enum Flaw {
    NONE,
    TEXT,
    SHORT,
    NEGATIVE,
    OUTSIDE,
    NOT_A_NUMBER
  }

  /** What is wrong with a photo. */
  enum State {
    WHOLE,
    GONE,
    BROKEN,
    EMPTY
  }

  /** A photo with its labels; {@code labelFile} is false where there is no file for them. */
  record Photo(String stem, State state, boolean labelFile, List<Flaw> labels) {
    Path file(Path folder) {
      return folder.resolve(stem + ".png");
    }
  }

  /** Writes the photos' labels into the folder. */
  abstract void writeLabels(Path folder, List<Photo> photos) throws IOException;

  /** Where photos lie in the folder. */
  abstract Path photos(Path folder);

  /** Reads the folder with {@link DatasetOptions#DEFAULT}. */
  abstract LoadedDataset read(Path folder);

  /** What a finding about one label holds, in its file's name and record. */
  abstract List<String> mentions(List<Photo> photos, Photo photo, int label);

  @Property(tries = 60)
  void photosAndLabelsAreKeptOrListed(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<Photo> photos = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      photos.add(photo("p" + i + "q", random));
    }
    Path folder = Files.createTempDirectory("accounting");
    try {
      write(folder, photos);
      account(photos, folder);
    } finally {
      clear(folder);
    }
  }

  private static Photo photo(String stem, SplittableRandom random) {
    State state = random.nextInt(3) > 0 ? State.WHOLE : State.values()[random.nextInt(4)];
    List<Flaw> labels = new ArrayList<>();
    for (int k = random.nextInt(4); k > 0; k--) {
      labels.add(random.nextInt(4) > 0 ? Flaw.NONE : Flaw.values()[random.nextInt(6)]);
    }
    return new Photo(stem, state, !labels.isEmpty() || random.nextBoolean(), labels);
  }

  private void write(Path folder, List<Photo> photos) throws IOException {
    Files.createDirectories(photos(folder));
    for (Photo photo : photos) {
      Path file = photo.file(photos(folder));
      switch (photo.state()) {
        case WHOLE -> ImageWriter.write(file, Raster.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]));
        case BROKEN -> Files.writeString(file, "no photo");
        case EMPTY -> Files.createFile(file);
        case GONE -> {}
      }
    }
    writeLabels(folder, photos);
  }

  private void account(List<Photo> photos, Path folder) {
    LoadedDataset loaded;
    try {
      loaded = read(folder);
    } catch (FaultlineException refused) {
      assertThat(refused.problem()).isEqualTo(Problem.INPUT);
      return;
    }
    String findings =
        loaded.findings().stream().map(Finding::line).collect(Collectors.joining("\n"));
    String said = photos + "\n" + findings;
    for (Photo photo : photos) {
      List<ImageRecord> read =
          loaded.dataset().images().stream()
              .filter(image -> image.fileName().contains(photo.stem() + "."))
              .toList();
      assertThat(read).as("%s is read once at most\n%s", photo, said).hasSizeLessThan(2);
      boolean listed = findings.contains(photo.stem());
      boolean there = photo.state() != State.GONE || photo.labelFile();
      assertThat(!read.isEmpty() || listed || !there)
          .as("%s is read or listed\n%s", photo, said)
          .isTrue();
      int kept = read.isEmpty() ? 0 : read.get(0).annotations().size();
      labels(photos, photo, read.isEmpty(), kept, loaded, said);
      if (!read.isEmpty() && read.get(0).clean()) {
        assertThat(photo.labels()).as("%s is clean\n%s", photo, said).isEmpty();
        assertThat(photo.labelFile() || unlabelledIsClean())
            .as("%s is clean without a label file\n%s", photo, said)
            .isTrue();
      }
    }
  }

  /** Whether a photo that has no file of labels counts as one without objects. */
  boolean unlabelledIsClean() {
    return true;
  }

  private void labels(
      List<Photo> photos, Photo photo, boolean away, int kept, LoadedDataset loaded, String said) {
    int listed = 0;
    for (int i = 0; i < photo.labels().size(); i++) {
      List<String> words = mentions(photos, photo, i);
      if (loaded.findings().stream()
          .filter(one -> one.action() == Finding.Action.DROPPED)
          .anyMatch(one -> words.stream().allMatch(one.line()::contains))) {
        listed++;
      }
    }
    if (away) {
      // The photo itself is listed, and its labels with it.
      assertThat(kept).isZero();
    } else {
      assertThat(kept + listed)
          .as("labels of %s: %d kept, %d listed\n%s", photo, kept, listed, said)
          .isEqualTo(photo.labels().size());
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
