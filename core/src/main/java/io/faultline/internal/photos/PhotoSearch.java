package io.faultline.internal.photos;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.photos.PhotoFiles.PhotoFile;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One search for photos. Links wait until everything that lies in the places themselves is found,
 * so that a photo is called by where it lies and not by a link to it.
 */
final class PhotoSearch {
  /**
   * Something found.
   *
   * @param place which of the places it belongs to
   * @param parts its path inside the place, or the file's name alone
   */
  record Entry(int place, List<String> parts, Path path, Optional<String> fault) {}

  /** Something that was reached through a link. */
  private record Link(int place, List<String> parts, Path path, boolean folder) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Deque<Link> links = new ArrayDeque<>();

  /** By where a file or folder really lies, the way it was reached first. */
  private final Map<Path, Path> reached = new HashMap<>();

  private final PassedOver passedOver = new PassedOver();
  private final Optional<Path> results;
  private int places;

  /** A search that passes over the results of an earlier run in this folder. */
  PhotoSearch(Optional<Path> results) {
    this.results = results;
  }

  /**
   * Adds a file or folder that the user named.
   *
   * @throws FaultlineException with {@code INPUT} where there is none
   */
  void add(Path place) {
    int number = places++;
    String name = name(place);
    BasicFileAttributes kind;
    try {
      kind = Files.readAttributes(place, BasicFileAttributes.class);
    } catch (IOException e) {
      boolean there = Files.isSymbolicLink(place) || e instanceof AccessDeniedException;
      if (!there && name.indexOf('\uFFFD') < 0) {
        throw new FaultlineException(Problem.INPUT, place + ": no such photo or folder", e);
      }
      entries.add(new Entry(number, List.of(name), place, Optional.of(missing(place, e))));
      return;
    }
    if (!isNew(place)) {
      return;
    }
    if (kind.isDirectory()) {
      int before = entries.size() + links.size();
      walk(number, List.of(), place);
      if (entries.size() + links.size() == before) {
        passedOver.emptyPlace(place);
      }
    } else {
      entries.add(new Entry(number, List.of(name), place, Optional.empty()));
    }
  }

  /** Adds something named that is known to be no file. */
  void refuse(String name, String fault) {
    Path place = Path.of(".");
    entries.add(new Entry(places++, List.of(name), place, Optional.of(fault)));
  }

  /** Goes where links lead, and where links in there lead. */
  void followLinks() {
    while (!links.isEmpty()) {
      Link link = links.remove();
      if (!link.folder()) {
        file(link.place(), link.parts(), link.path());
      } else if (isNew(link.path())) {
        walk(link.place(), link.parts(), link.path());
      }
    }
  }

  private void walk(int place, List<String> parts, Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException e) {
      String why = e instanceof IOException io ? IoReason.of(io) : String.valueOf(e.getMessage());
      List<String> shown = parts.isEmpty() ? List.of(name(folder)) : parts;
      entries.add(
          new Entry(
              place,
              append(shown.subList(0, shown.size() - 1), shown.get(shown.size() - 1) + "/"),
              folder,
              Optional.of(folder + ": is a folder that cannot be listed (" + why + ")")));
      return;
    }
    children.sort(Comparator.comparing(PhotoSearch::name));
    children.forEach(child -> visit(place, append(parts, name(child)), child));
  }

  private void visit(int place, List<String> parts, Path child) {
    String name = name(child);
    if (name.startsWith(".")) {
      passedOver.hidden(name);
      return;
    }
    boolean link = Files.isSymbolicLink(child);
    BasicFileAttributes kind;
    try {
      kind = Files.readAttributes(child, BasicFileAttributes.class);
    } catch (IOException e) {
      lost(place, parts, child, missing(child, e));
      return;
    }
    if (link) {
      links.add(new Link(place, parts, child, kind.isDirectory()));
    } else if (kind.isDirectory()) {
      if (holdsResults(child)) {
        passedOver.results(child);
        return;
      }
      if (!isNew(child)) {
        return;
      }
      int before = entries.size();
      walk(place, parts, child);
      if (entries.size() == before && FileGuess.isPhotoName(name)) {
        lost(place, parts, child, child + ": is a folder; must be a photo");
      }
    } else {
      file(place, parts, child);
    }
  }

  private boolean holdsResults(Path folder) {
    try {
      return results.isPresent()
          && Files.isSameFile(folder, results.get())
          && Files.exists(folder.resolve("detections.json"));
    } catch (IOException e) { // There are no results yet.
      return false;
    }
  }

  private void file(int place, List<String> parts, Path file) {
    switch (FileGuess.of(file)) {
      case PHOTO -> {
        if (isNew(file)) {
          entries.add(new Entry(place, parts, file, Optional.empty()));
        }
      }
      case DRAWING -> passedOver.drawing(file);
      case OTHER -> passedOver.other(name(file));
    }
  }

  /** Something that cannot be opened counts where it may have been a photo. */
  private void lost(int place, List<String> parts, Path path, String fault) {
    if (FileGuess.mayBePhotoName(name(path))) {
      entries.add(new Entry(place, parts, path, Optional.of(fault)));
    } else {
      passedOver.other(name(path));
    }
  }

  /** Whether a file or folder is reached for the first time; otherwise it is passed over. */
  private boolean isNew(Path path) {
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      return true; // Whoever opens it says what is wrong.
    }
    Path first = reached.putIfAbsent(real, path);
    if (first != null) {
      passedOver.twice(path, first);
    }
    return first == null;
  }

  /** The photos by place and name. */
  List<PhotoFile> photos() {
    entries.sort(
        Comparator.comparingInt(Entry::place)
            .thenComparing(entry -> String.join("/", entry.parts())));
    List<String> names = PhotoNames.of(entries);
    List<PhotoFile> photos = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      photos.add(new PhotoFile(names.get(i), entries.get(i).path(), entries.get(i).fault()));
    }
    return photos;
  }

  List<String> notes() {
    return passedOver.notes();
  }

  private static String missing(Path path, IOException e) {
    if (!Files.isSymbolicLink(path)) {
      boolean undecoded = e instanceof NoSuchFileException && name(path).indexOf('\uFFFD') >= 0;
      return path
          + ": cannot be read ("
          + (undecoded
              ? "its name is not in this system's encoding; name its folder"
              : IoReason.of(e))
          + ")";
    }
    try {
      return path + ": is a link to " + Files.readSymbolicLink(path) + ", which cannot be reached";
    } catch (IOException again) {
      return path + ": is a link that leads nowhere";
    }
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null || name.toString().isEmpty() ? path.toString() : name.toString();
  }

  private static List<String> append(List<String> parts, String name) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(name);
    return List.copyOf(longer);
  }
}
