package io.faultline.spark;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.photos.PhotoNames;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists the files in places of any file system that Hadoop knows, without opening one. A place is a
 * file, a folder with all below it, or a pattern such as {@code 2026-*}. Hidden files are left out.
 */
final class PhotoListing {
  private final Configuration conf;
  private final String results;
  private final List<Found> found = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();

  private PhotoListing(Configuration conf, String results) {
    this.conf = conf;
    this.results = results;
  }

  /**
   * A file.
   *
   * @param place the place's name as the user typed it, without a slash at its end
   * @param named whether the user named the file itself
   */
  private record Found(
      int number, String place, boolean named, String path, String inside, long length, long time) {
    String shown() {
      return named ? place : place + "/" + inside;
    }
  }

  /**
   * A listing.
   *
   * @param photos files in the order of the places, each folder sorted by name
   * @param named which of them the user named one by one; these are photos whatever they hold
   */
  record Listing(List<ListedPhoto> photos, Set<Integer> named) {}

  /**
   * Lists all files.
   *
   * @param out the folder of the results, of which nothing is listed
   * @throws FaultlineException with {@code INPUT} if a place does not exist
   */
  static Listing of(List<String> places, String out, Configuration conf) {
    try {
      Path results = HadoopFiles.path(out);
      PhotoListing listing =
          new PhotoListing(
              conf, HadoopFiles.system(results, conf).makeQualified(results) + Path.SEPARATOR);
      for (int i = 0; i < places.size(); i++) {
        listing.addPlace(i, places.get(i));
      }
      return listing.sorted();
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.OUTPUT, out + ": is no place to write to (" + e.getMessage() + ")", e);
    }
  }

  private void addPlace(int number, String typed) {
    try {
      add(number, typed);
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.INPUT, typed + ": cannot be listed (" + e.getMessage() + ")", e);
    }
  }

  private static FileStatus[] matches(Path pattern, FileSystem system) throws IOException {
    if (!pattern.toString().matches(".*[*?\\[{].*")) {
      return new FileStatus[0];
    }
    try {
      return system.globStatus(pattern);
    } catch (IllegalArgumentException e) { // Hadoop's patterns do not bear names with a colon.
      throw new IOException(e.getMessage(), e);
    }
  }

  private void add(int number, String typed) throws IOException {
    String place = typed.length() > 1 && typed.endsWith("/") ? trimmed(typed) : typed;
    Path path = HadoopFiles.path(place);
    FileSystem system = HadoopFiles.system(path, conf);
    if (system.exists(path)) {
      add(number, place, system.getFileStatus(path), system);
      return;
    }
    FileStatus[] matches = matches(path, system);
    if (matches == null || matches.length == 0) {
      throw new FaultlineException(Problem.INPUT, place + ": no such photo or folder");
    }
    Arrays.sort(matches);
    for (FileStatus match : matches) {
      add(number, match.getPath().toString(), match, system);
    }
  }

  private static String trimmed(String place) {
    return place.substring(0, place.length() - 1);
  }

  private void add(int number, String place, FileStatus status, FileSystem system)
      throws IOException {
    String base = system.makeQualified(status.getPath()).toString();
    if (!status.isDirectory()) {
      take(new Found(number, place, true, base, status.getPath().getName(), 0, 0), status);
      return;
    }
    for (FileStatus file : HadoopFiles.below(status, system)) {
      String path = file.getPath().toString();
      String inside = path.substring(base.length() + 1);
      boolean hidden = ("/" + inside).contains("/.");
      if (!hidden && !path.startsWith(results)) {
        take(new Found(number, place, false, path, inside, 0, 0), file);
      }
    }
  }

  private void take(Found one, FileStatus status) {
    if (taken.add(one.path())) {
      found.add(
          new Found(
              one.number(),
              one.place(),
              one.named(),
              one.path(),
              one.inside(),
              status.getLen(),
              status.getModificationTime()));
    }
  }

  private Listing sorted() {
    found.sort(Comparator.comparingInt(Found::number).thenComparing(Found::inside));
    List<String> names = names();
    List<ListedPhoto> photos = new ArrayList<>(found.size());
    Set<Integer> named = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      if (one.named()) {
        named.add(i);
      }
      photos.add(
          new ListedPhoto(i, names.get(i), one.shown(), one.path(), one.length(), one.time(), 0));
    }
    return new Listing(photos, named);
  }

  /** The paths inside the places; where two are equal, the names that {@code detect} gives. */
  private List<String> names() {
    List<String> inside = found.stream().map(Found::inside).toList();
    Set<String> looks = new HashSet<>();
    boolean differ =
        inside.stream().allMatch(one -> looks.add(Normalizer.normalize(one, Normalizer.Form.NFC)));
    if (differ) {
      return inside;
    }
    return PhotoNames.ofLocations(
        found.stream()
            .map(
                one -> {
                  List<String> all = parts(new Path(one.path()).toUri().getPath());
                  List<String> own = parts(one.inside());
                  return new PhotoNames.Location(all.subList(0, all.size() - own.size()), own);
                })
            .toList());
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
  }
}
