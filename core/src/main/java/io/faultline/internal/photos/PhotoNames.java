package io.faultline.internal.photos;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that tell photos apart. Where two are equal, each gets the folder before it, and the folder
 * before that, until they differ. What only looks equal, because a letter with its accent is
 * written in two ways or a name is not UTF-8, is numbered.
 */
public final class PhotoNames {
  /**
   * Where a photo lies.
   *
   * @param folders the folders above the parts, the outermost first
   * @param parts its path inside the place that the user named, or the file's name alone
   */
  public record Location(List<String> folders, List<String> parts) {
    /** Copies the lists. */
    public Location {
      folders = List.copyOf(folders);
      parts = List.copyOf(parts);
    }
  }

  private PhotoNames() {}

  /** A name for each entry, in their order. */
  static List<String> of(List<PhotoSearch.Entry> entries) {
    return ofLocations(
        entries.stream().map(entry -> new Location(folders(entry), entry.parts())).toList());
  }

  /** A name for each photo, in their order. */
  public static List<String> ofLocations(List<Location> entries) {
    int[] extra = new int[entries.size()];
    List<String> names = names(entries, extra);
    while (lengthen(entries, names, extra)) {
      names = names(entries, extra);
    }
    return numbered(names);
  }

  /** Gives equal names one more folder each, where folders can tell them apart. */
  private static boolean lengthen(List<Location> entries, List<String> names, int[] extra) {
    Map<String, List<Integer>> equal = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      equal.computeIfAbsent(look(names.get(i)), name -> new ArrayList<>()).add(i);
    }
    boolean longer = false;
    for (List<Integer> group : equal.values()) {
      if (group.stream().map(i -> entries.get(i).folders()).distinct().count() > 1) {
        for (int i : group) {
          if (extra[i] < entries.get(i).folders().size()) {
            extra[i]++;
            longer = true;
          }
        }
      }
    }
    return longer;
  }

  private static List<String> names(List<Location> entries, int[] extra) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      List<String> folders = entries.get(i).folders();
      List<String> parts =
          new ArrayList<>(folders.subList(folders.size() - extra[i], folders.size()));
      parts.addAll(entries.get(i).parts());
      names.add(String.join("/", parts));
    }
    return names;
  }

  /** The folders above what the entry's own parts name, the outermost first. */
  private static List<String> folders(PhotoSearch.Entry entry) {
    Path path = entry.path().toAbsolutePath().normalize();
    List<String> folders = new ArrayList<>();
    for (int i = 0; i < path.getNameCount() - entry.parts().size(); i++) {
      folders.add(path.getName(i).toString());
    }
    return folders;
  }

  private static List<String> numbered(List<String> names) {
    Set<String> taken = new HashSet<>();
    List<String> result = new ArrayList<>();
    for (String name : names) {
      String unique = name;
      for (int number = 2; !taken.add(look(unique)); number++) {
        unique = name + " (" + number + ")";
      }
      result.add(unique);
    }
    return result;
  }

  private static String look(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
