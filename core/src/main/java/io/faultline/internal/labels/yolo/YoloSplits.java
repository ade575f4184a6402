package io.faultline.internal.labels.yolo;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Finding;
import io.faultline.internal.labels.DatasetFolder;
import io.faultline.internal.labels.FileFindings;
import io.faultline.internal.labels.LabelText;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The photos of a split: those in a folder of its name, or that {@code data.yaml} or a list such as
 * {@code autosplit_train.txt} names. {@code val}, {@code valid} and {@code validation} are one
 * name, in any case.
 */
final class YoloSplits {
  private static final List<List<String>> SYNONYMS =
      List.of(
          List.of("train", "training"),
          List.of("val", "valid", "validation"),
          List.of("test", "testing"));

  /** What folders are called that are no splits. */
  private static final Set<String> NO_SPLITS = Set.of("images", "labels", "jpegimages", "data");

  private final Path folder;
  private final Optional<YoloYaml> yaml;
  private final boolean yamlFirst;
  private final List<Finding> sink;

  /**
   * For one dataset.
   *
   * @param yamlFirst whether {@code data.yaml} itself was named as the dataset, so that its word
   *     counts more than folders
   */
  YoloSplits(Path folder, Optional<YoloYaml> yaml, boolean yamlFirst, List<Finding> sink) {
    this.folder = folder;
    this.yaml = yaml;
    this.yamlFirst = yamlFirst;
    this.sink = sink;
  }

  /**
   * The photos that {@code data.yaml} names in all its splits; none where none of them is there.
   */
  List<Path> listed() {
    return yaml.stream()
        .flatMap(one -> one.splits().values().stream())
        .flatMap(places -> photos(places).stream())
        .distinct()
        .toList();
  }

  /**
   * The photos of a split.
   *
   * @param base where the photos lie
   * @param photos all of them
   * @throws FaultlineException with {@link Problem#INPUT} where there is no such split, naming
   *     those that are there
   */
  Set<Path> of(String split, Path base, List<Path> photos) {
    return find(split, base, photos)
        .orElseThrow(
            () ->
                new FaultlineException(
                    Problem.INPUT,
                    base
                        + ": has no split "
                        + split
                        + "; there are "
                        + String.join(", ", known(base, photos))));
  }

  /** As {@link #of}; empty where there is no such split. */
  Optional<Set<Path>> find(String split, Path base, List<Path> photos) {
    for (String name : names(split)) {
      Set<Path> folders =
          photos.stream()
              .filter(photo -> YoloLayout.isIn(relative(base, photo), name))
              .collect(Collectors.toCollection(LinkedHashSet::new));
      Set<Path> named = named(name);
      Set<Path> first = yamlFirst ? named : folders;
      Set<Path> found = first.isEmpty() ? (yamlFirst ? folders : named) : first;
      if (!found.isEmpty()) {
        noteOtherName(split, relative(base, found.iterator().next()));
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Says where photos of a split come from, unless their folder has its name. */
  private void noteOtherName(String split, Path photo) {
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < photo.getNameCount() - 1; i++) {
      folders.add(photo.getName(i).toString());
    }
    boolean isOther =
        folders.stream().anyMatch(name -> !NO_SPLITS.contains(name.toLowerCase(Locale.ROOT)));
    if (isOther && !folders.contains(split)) {
      new FileFindings(folder.toString(), sink)
          .noticed(
              "split", "is " + split + "; photos of " + String.join("/", folders) + " are taken");
    }
  }

  /** The name itself, then what others call it. */
  private static List<String> names(String split) {
    List<String> names = new ArrayList<>(List.of(split));
    String lower = split.toLowerCase(Locale.ROOT);
    names.add(lower);
    SYNONYMS.stream().filter(same -> same.contains(lower)).forEach(names::addAll);
    return names.stream().distinct().toList();
  }

  /** The splits that are there, or {@code none}. */
  private Set<String> known(Path base, List<Path> photos) {
    Set<String> known = new LinkedHashSet<>();
    for (String name : YoloYaml.SPLITS) {
      if (!named(name).isEmpty()
          || photos.stream().anyMatch(photo -> YoloLayout.isIn(relative(base, photo), name))) {
        known.add(name);
      }
    }
    Set<String> others = new TreeSet<>();
    for (Path photo : photos) {
      Path inside = relative(base, photo);
      for (int i = 0; i < inside.getNameCount() - 1; i++) {
        String name = inside.getName(i).toString();
        if (!NO_SPLITS.contains(name.toLowerCase(Locale.ROOT)) && !known.contains(name)) {
          others.add(name);
        }
      }
    }
    known.addAll(others);
    return known.isEmpty() ? Set.of("none") : known;
  }

  static Path relative(Path base, Path photo) {
    return base.toAbsolutePath().normalize().relativize(photo.toAbsolutePath().normalize());
  }

  /** What {@code data.yaml} or a list beside it says. */
  private Set<Path> named(String split) {
    Set<Path> photos = new LinkedHashSet<>();
    yaml.map(one -> one.splits().get(split)).ifPresent(places -> photos.addAll(photos(places)));
    for (String list : List.of("autosplit_" + split + ".txt", split + ".txt")) {
      Path file = folder.resolve(list);
      if (photos.isEmpty() && !split.contains("/") && Files.isRegularFile(file)) {
        photos.addAll(list(file));
      }
    }
    return photos;
  }

  private Set<Path> photos(List<String> places) {
    Set<Path> photos = new LinkedHashSet<>();
    for (String text : places) {
      Optional<Path> place = place(text);
      if (place.isEmpty()) {
        continue;
      }
      if (Files.isDirectory(place.get())) {
        photos.addAll(YoloLayout.photos(place.get()));
      } else if (DatasetFolder.endsWith(place.get(), "txt")) {
        photos.addAll(list(place.get()));
      } else if (DatasetFolder.isPhoto(place.get())) {
        photos.add(place.get());
      }
    }
    return photos;
  }

  /** The photos of a list; those that are not there are listed. */
  private Set<Path> list(Path file) {
    Set<Path> photos = new LinkedHashSet<>();
    FileFindings findings = new FileFindings(file.toString(), sink);
    try {
      List<String> lines = LabelText.lines(file);
      for (int i = 0; i < lines.size(); i++) {
        String text = lines.get(i).strip();
        Optional<Path> photo = text.isEmpty() ? Optional.empty() : place(text);
        photo.filter(Files::isRegularFile).ifPresent(photos::add);
        if (!text.isEmpty() && photo.filter(Files::isRegularFile).isEmpty()) {
          findings.missing("photo " + (i + 1), "is " + text + ", which does not exist");
        }
      }
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, file + ": cannot be read (" + IoReason.of(e) + ")", e);
    }
    return photos;
  }

  /**
   * A file or folder as {@code data.yaml} writes it: from {@code path}, from the folder, or with
   * the folders of another machine before it, of which at least two names must be there.
   */
  private Optional<Path> place(String text) {
    try {
      Path written = Path.of(text.replace('\\', '/'));
      Path root = folder.resolve(yaml.map(YoloYaml::path).orElse("").replace('\\', '/'));
      Stream<Path> tries = Stream.of(root.resolve(written), folder.resolve(written));
      Optional<Path> there = tries.map(Path::normalize).filter(Files::exists).findFirst();
      return there.or(() -> elsewhere(written));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> elsewhere(Path written) {
    int from = 0;
    while (from < written.getNameCount() && written.getName(from).toString().equals("..")) {
      from++;
    }
    int fewest = written.isAbsolute() ? 2 : written.getNameCount() - from;
    for (int i = from; written.getNameCount() - i >= Math.max(1, fewest); i++) {
      Path there = folder.resolve(written.subpath(i, written.getNameCount()));
      if (Files.exists(there)) {
        return Optional.of(there);
      }
    }
    return Optional.empty();
  }
}
