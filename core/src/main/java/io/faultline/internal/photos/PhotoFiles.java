package io.faultline.internal.photos;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Finds the photos that a user names: files as they are, folders with all below them.
 *
 * <p>In a folder, what begins as a photo does is one, whatever it is called, also of kinds that
 * cannot be read; and what is called like a photo is looked at, whatever it is, so that a damaged
 * one is told of. Symbolic links are followed; a file or folder that is reached twice is taken
 * once. Hidden files, files that are plainly something else, and pictures that Faultline drew are
 * passed over, and the notes say so: whatever lies in the folder is either among the photos or
 * counted in a note.
 */
public final class PhotoFiles {
  private PhotoFiles() {}

  /**
   * A photo to look at, or what stands where one could be.
   *
   * @param name what results call it, different for each: a named file's own name, or its path
   *     inside the named folder with {@code /} between folders; where two would be equal, as much
   *     of their folders before it as tells them apart
   * @param path where it lies
   * @param fault one line that names the file, where it is known already that nothing can be read
   *     there, such as a folder that cannot be listed or a link to nowhere
   */
  public record PhotoFile(String name, Path path, Optional<String> fault) {
    /** A photo that may be readable. */
    public PhotoFile(String name, Path path) {
      this(name, path, Optional.empty());
    }
  }

  /**
   * What was found.
   *
   * @param photos in the order of the places, each folder sorted by name
   * @param notes one line each: what was passed over, and how many
   */
  public record Found(List<PhotoFile> photos, List<String> notes) {
    /** Copies the lists. */
    public Found {
      photos = List.copyOf(photos);
      notes = List.copyOf(notes);
    }
  }

  /**
   * The photos of all places.
   *
   * @throws FaultlineException with {@code INPUT} where a place does not exist, or where no place
   *     holds anything that could be a photo
   */
  public static Found of(List<Path> places) {
    PhotoSearch search = new PhotoSearch(Optional.empty());
    places.forEach(search::add);
    return found(search, places);
  }

  /**
   * As {@link #of}, for places as a user typed them; one that cannot be a path is a fault of that
   * photo.
   *
   * @param results where the results of the run go: where that folder lies inside a place and holds
   *     {@code detections.json} already, it is passed over
   */
  public static Found named(List<String> places, Path results) {
    PhotoSearch search = new PhotoSearch(Optional.of(results));
    for (String place : places) {
      try {
        search.add(Path.of(place));
      } catch (InvalidPathException e) {
        search.refuse(place, place + ": is no name of a file here (" + e.getReason() + ")");
      }
    }
    return found(search, places);
  }

  private static Found found(PhotoSearch search, List<?> places) {
    search.followLinks();
    List<PhotoFile> photos = search.photos();
    if (photos.isEmpty()) {
      throw new FaultlineException(
          Problem.INPUT,
          String.join(", ", places.stream().map(String::valueOf).toList())
              + (places.size() == 1
                  ? ": holds no photo, nor do its folders"
                  : ": hold no photo, nor do their folders"));
    }
    return new Found(photos, search.notes());
  }
}
