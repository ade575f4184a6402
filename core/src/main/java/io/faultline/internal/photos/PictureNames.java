package io.faultline.internal.photos;

import io.faultline.internal.image.DrawingMark;
import io.faultline.internal.provenance.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the annotated copy of each photo goes: {@code wall.jpg} under its own name, {@code
 * wall.png} under {@code wall.png.jpg}, so that the two never meet. A name that no file can have,
 * because it is too long or another's on a system that does not tell capitals apart, is cut and
 * gets eight digits of the name's hash; so does the name of a file that is there and was not drawn
 * by Faultline, such as the photo itself.
 */
public final class PictureNames {
  private static final String ENDING = ".jpg";

  private static final Pattern JPEG = Pattern.compile("(?i)[^/]\\.jpe?g$");
  private static final Pattern JPEG_ENDING = Pattern.compile("(?i)\\.jpe?g$");

  /** Most file systems take 255 bytes, or UTF-16 units, for a name. */
  private static final int MAX_NAME_BYTES = 255;

  private static final int MAX_PATH_BYTES = 1024;
  private static final int MAX_CUT_BYTES = 200;

  /** What is taken, as a system sees it that does not tell capitals apart. */
  private final Set<String> files = new HashSet<>();

  private final Set<String> folders = new HashSet<>();

  private final Path folder;

  private PictureNames(Path folder) {
    this.folder = folder;
  }

  /**
   * The path of each photo's copy, below the folder of all, by the photo's name.
   *
   * @param folder of all copies; may not be there yet
   */
  public static Map<String, Path> of(List<String> photos, Path folder) {
    PictureNames names = new PictureNames(folder);
    Map<String, Path> paths = new HashMap<>();
    for (boolean jpeg : new boolean[] {true, false}) {
      photos.stream()
          .filter(photo -> isJpeg(photo) == jpeg)
          .forEach(photo -> paths.put(photo, names.next(photo)));
    }
    return paths;
  }

  private static boolean isJpeg(String photo) {
    return JPEG.matcher(photo).find();
  }

  private Path next(String photo) {
    String usual = isJpeg(photo) ? photo : photo + ENDING;
    if (fits(usual) && isFree(usual)) {
      return take(usual);
    }
    String digits = Fingerprint.builder().add(photo).build().hex().substring(0, 8);
    int slash = fits(usual) ? usual.lastIndexOf('/') + 1 : 0;
    String parent = usual.substring(0, slash);
    String start =
        cut(JPEG_ENDING.matcher(photo.substring(photo.lastIndexOf('/') + 1)).replaceFirst(""));
    String name = parent + start + "~" + digits + ENDING;
    for (int number = 2; !isFree(name); number++) {
      name = start + "~" + digits + "-" + number + ENDING;
    }
    return take(name);
  }

  private static boolean fits(String path) {
    if (bytes(path) > MAX_PATH_BYTES) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || bytes(part) > MAX_NAME_BYTES) {
        return false;
      }
    }
    try {
      return !Path.of(path).isAbsolute();
    } catch (InvalidPathException e) { // A character that file names cannot hold here.
      return false;
    }
  }

  private boolean isFree(String path) {
    if (files.contains(look(path)) || folders.contains(look(path))) {
      return false;
    }
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (files.contains(look(path.substring(0, at)))) {
        return false;
      }
    }
    return mayWrite(folder.resolve(path));
  }

  /** Nothing is there, or a copy of an earlier run. */
  private static boolean mayWrite(Path file) {
    try {
      return !Files.exists(file) || (Files.isRegularFile(file) && DrawingMark.isIn(file));
    } catch (IOException e) {
      return false;
    }
  }

  private Path take(String path) {
    files.add(look(path));
    for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      folders.add(look(path.substring(0, at)));
    }
    return Path.of(path);
  }

  /** The first characters of a name, without those that a file name may not hold. */
  private static String cut(String name) {
    StringBuilder start = new StringBuilder();
    name.codePoints()
        .map(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || "._- ".indexOf(c) >= 0 ? c : '_')
        .limit(MAX_CUT_BYTES)
        .forEach(start::appendCodePoint);
    return start.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String look(String path) {
    return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
