package io.faultline.internal.crops;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.photos.PhotoFiles;
import io.faultline.internal.provenance.UnfinishedFolder;
import io.faultline.internal.region.CropName;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.UnreadablePhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The crops in a folder, of an export or made by other tools in the same naming scheme.
 *
 * @param crops all of them, by path
 * @param names by label: the background, then the classes
 * @param leftOut files that are no crops, and crops that are not there
 */
record CropFolder(List<Crop> crops, List<String> names, List<UnreadablePhoto> leftOut) {
  /** More classes than this must be named: a number so large is no label. */
  private static final int MAX_UNNAMED = 1000;

  /**
   * One crop, unread.
   *
   * @param file its path inside the folder, with {@code /} between folders
   */
  record Crop(String file, Path path, CropName name) {
    /** The folders it lies in, the outermost first. */
    List<String> folders() {
      List<String> parts = List.of(file.split("/", -1));
      return parts.subList(0, parts.size() - 1);
    }
  }

  /** Copies the lists. */
  CropFolder {
    crops = List.copyOf(crops);
    names = List.copyOf(names);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Looks at all files in a folder and those below it; no picture is read.
   *
   * @throws FaultlineException with {@code INPUT} where none is a crop, an export was stopped here,
   *     or {@code classes.txt} does not name classes
   */
  static CropFolder read(Path folder, RunContext context) {
    if (Files.isRegularFile(folder)) {
      throw new FaultlineException(
          Problem.INPUT, folder + ": is a file; must be a folder that holds crops");
    }
    if (UnfinishedFolder.isUnfinished(folder)) {
      throw new FaultlineException(
          Problem.INPUT,
          folder + ": the export into this folder is not done; if it was stopped, run it again");
    }
    PhotoFiles.Found found = PhotoFiles.of(List.of(folder));
    found.notes().forEach(context.progress()::note);
    Optional<List<String>> named = classes(new CropFiles(folder).classes());
    int classes = named.map(List::size).orElse(MAX_UNNAMED);
    List<Crop> crops = new ArrayList<>();
    List<UnreadablePhoto> leftOut = new ArrayList<>();
    for (PhotoFiles.PhotoFile photo : found.photos()) {
      String file = slashed(folder, photo.path());
      Optional<CropName> name = CropName.find(name(photo.path()));
      if (photo.fault().isPresent()) {
        leftOut.add(new UnreadablePhoto(file, photo.fault().get()));
      } else if (name.isEmpty()) {
        leftOut.add(
            new UnreadablePhoto(file, "is not called {image}.{counter}.{iou}.{label}.{ext}"));
      } else if (name.get().label() > classes) {
        leftOut.add(new UnreadablePhoto(file, unknown(name.get().label(), named)));
      } else {
        crops.add(new Crop(file, photo.path(), name.get()));
      }
    }
    requireAny(folder, crops, leftOut);
    leftOut.addAll(missing(folder, crops, leftOut, context));
    return new CropFolder(crops, names(named, crops), leftOut);
  }

  private static String unknown(int label, Optional<List<String>> named) {
    return named.isPresent()
        ? "label is " + label + "; classes.txt names " + named.get().size() + " classes"
        : "label is "
            + label
            + "; above "
            + MAX_UNNAMED
            + " the classes must be named (classes.txt)";
  }

  private static void requireAny(Path folder, List<Crop> crops, List<UnreadablePhoto> leftOut) {
    if (crops.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          folder
              + ": holds no crop; the first of "
              + leftOut.size()
              + " pictures: "
              + leftOut.get(0).fileName()
              + ": "
              + leftOut.get(0).reason()
              + ", such as wall.12.0_57.1.jpg");
    }
  }

  /** The classes that a file names, one a line; empty where there is no file. */
  private static Optional<List<String>> classes(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines;
    try {
      lines = Files.readString(file).replaceFirst("^\uFEFF", "").stripTrailing().lines().toList();
    } catch (IOException e) {
      throw new FaultlineException(Problem.INPUT, file + ": is no text in UTF-8", e);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank() || !seen.add(lines.get(i).strip())) {
        throw new FaultlineException(
            Problem.INPUT,
            file
                + ": line "
                + (i + 1)
                + " is "
                + (lines.get(i).isBlank() ? "empty" : lines.get(i) + " again")
                + "; every line must name another class");
      }
    }
    if (lines.isEmpty()) {
      throw new FaultlineException(Problem.INPUT, file + ": names no class");
    }
    return Optional.of(lines.stream().map(String::strip).toList());
  }

  /** One class without a name is taken for cracks. */
  private static List<String> names(Optional<List<String>> named, List<Crop> crops) {
    int most = Math.max(1, crops.stream().mapToInt(crop -> crop.name().label()).max().orElse(1));
    List<String> classes =
        named.orElseGet(
            () ->
                most == 1
                    ? List.of("crack")
                    : Stream.iterate(1, i -> i + 1).limit(most).map(i -> "class " + i).toList());
    return Stream.concat(Stream.of("background"), classes.stream()).toList();
  }

  /** Crops that a manifest of ours names and that are not there. */
  private static List<UnreadablePhoto> missing(
      Path folder, List<Crop> crops, List<UnreadablePhoto> leftOut, RunContext context) {
    Path manifest = new CropFiles(folder).manifest();
    if (!Files.exists(manifest)) {
      return List.of();
    }
    Set<String> there = new HashSet<>();
    crops.forEach(crop -> there.add(crop.file()));
    leftOut.forEach(file -> there.add(file.fileName()));
    try {
      return CropManifest.read(manifest).rows().stream()
          .map(CropManifest.Row::file)
          .filter(file -> !there.contains(file))
          .map(file -> new UnreadablePhoto(file, "is in manifest.csv, but not in the folder"))
          .toList();
    } catch (FaultlineException e) {
      context.progress().note("manifest.csv is not used: " + e.getMessage());
      return List.of();
    }
  }

  private static String slashed(Path folder, Path file) {
    Path inside = file.startsWith(folder) ? folder.relativize(file) : file;
    return inside.toString().replace(folder.getFileSystem().getSeparator(), "/");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
