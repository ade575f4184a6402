package io.faultline.internal.photos;

import io.faultline.FaultlineException;
import io.faultline.internal.image.DrawingMark;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.PhotoEndings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file in a folder of photos is. */
enum FileGuess {
  /** A photo, readable or not, or what may have been one before it was damaged. */
  PHOTO,
  /** A picture that Faultline drew for people. */
  DRAWING,
  /** Plainly something else. */
  OTHER;

  /** What programs put behind the ending of a copy, or of a file that is not all there. */
  private static final Set<String> COPY_ENDINGS =
      Set.of(
          "part",
          "partial",
          "crdownload",
          "download",
          "tmp",
          "temp",
          "bak",
          "backup",
          "old",
          "orig",
          "original",
          "copy",
          "1",
          "2",
          "3");

  /** What stands before {@code ~} or {@code _original}. */
  private static final Pattern ENDING = Pattern.compile("([a-z0-9]+)(?![a-z0-9])");

  /** First bytes of files without ending that are no photos. */
  private static final List<String> OTHER_STARTS =
      List.of(
          "%PDF", "PK\3\4", "\u007FELF", "\u001F\u008B", "SQLite format 3", "BZh", "\u00FD7zXZ");

  private static final int HEAD_BYTES = 512;

  /** Tells by the first bytes, and where these say nothing, by the name. */
  static FileGuess of(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      if (ImageReader.sniff(file).isPresent()) {
        return DrawingMark.isIn(file) ? DRAWING : PHOTO;
      }
      if (isPhotoName(name)) {
        return PHOTO;
      }
      return hasEnding(name) || isPlainlyOther(file) ? OTHER : PHOTO;
    } catch (FaultlineException | IOException e) { // It cannot be opened.
      return mayBePhotoName(name) ? PHOTO : OTHER;
    }
  }

  /** Whether the name has a photo's ending, also behind a copy's: {@code a.jpg~, a.jpg.part}. */
  static boolean isPhotoName(String name) {
    String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", -1);
    int last = parts.length - 1;
    if (last > 1 && COPY_ENDINGS.contains(parts[last])) {
      last--;
    }
    Matcher ending = ENDING.matcher(parts[last]);
    return last > 0 && ending.lookingAt() && PhotoEndings.all().contains(ending.group(1));
  }

  /** Whether a file of this name may be a photo, where nothing but the name is known. */
  static boolean mayBePhotoName(String name) {
    return isPhotoName(name) || !hasEnding(name);
  }

  private static boolean hasEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && dot < name.length() - 1;
  }

  /** Text, or a kind of file that is known. What begins with zeros may be a damaged photo. */
  private static boolean isPlainlyOther(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }
    boolean text =
        !head.isEmpty() && head.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
    boolean video = head.startsWith("ftyp", 4);
    return text || video || OTHER_STARTS.stream().anyMatch(head::startsWith);
  }
}
