package io.faultline.pipeline;

import io.faultline.provenance.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the annotated copy of each photo goes: under the photo's name with {@code .jpg} behind it.
 * A name that no file can have, because it is too long or another's on a system that does not tell
 * capitals apart, is cut and gets eight digits of the name's hash.
 */
final class PictureNames {
  private static final String ENDING = ".jpg";

  /** Most file systems take 255 bytes, or UTF-16 units, for a name. */
  private static final int MAX_NAME_BYTES = 255;

  private static final int MAX_PATH_BYTES = 1024;
  private static final int MAX_CUT_BYTES = 200;

  /** What is taken, as a system sees it that does not tell capitals apart. */
  private final Set<String> files = new HashSet<>();

  private final Set<String> folders = new HashSet<>();

  private PictureNames() {}

  /** The path of each photo's copy, below the folder of all, by the photo's name. */
  static Map<String, Path> of(List<String> photos) {
    PictureNames names = new PictureNames();
    Map<String, Path> paths = new HashMap<>();
    photos.forEach(photo -> paths.put(photo, names.next(photo)));
    return paths;
  }

  private Path next(String photo) {
    String usual = photo + ENDING;
    if (fits(usual) && isFree(usual)) {
      return take(usual);
    }
    String digits = Fingerprint.builder().add(photo).build().hex().substring(0, 8);
    int slash = fits(usual) ? usual.lastIndexOf('/') + 1 : 0;
    String folder = usual.substring(0, slash);
    String start = cut(photo.substring(photo.lastIndexOf('/') + 1));
    String name = folder + start + "~" + digits + ENDING;
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
    return true;
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
