package io.faultline.internal.photos;

import io.faultline.FaultlineException;
import io.faultline.internal.image.DrawingMark;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.reading.PhotoEndings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
      if (!Files.isRegularFile(file)) {
        return isPhotoName(name) || !hasEnding(name) ? PHOTO : OTHER;
      }
      try (SeekableByteChannel channel = Files.newByteChannel(file)) {
        return of(name, channel);
      }
    } catch (FaultlineException | IOException e) { // It cannot be opened.
      return mayBePhotoName(name) ? PHOTO : OTHER;
    }
  }

  /** As {@link #of(Path)}, of an open file; the channel's position changes. */
  static FileGuess of(String name, SeekableByteChannel channel) throws IOException {
    boolean photo = ImageReader.sniff(channel, name).isPresent();
    if (!photo && isPhotoName(name)) {
      return PHOTO;
    }
    String head = head(channel);
    if (photo) {
      return DrawingMark.isIn(head) ? DRAWING : PHOTO;
    }
    return hasEnding(name) || isPlainlyOther(head) ? OTHER : PHOTO;
  }

  /** The first bytes as ISO 8859-1. */
  private static String head(SeekableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES);
    channel.position(0);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // A channel may deliver them in pieces.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
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
  private static boolean isPlainlyOther(String head) {
    boolean text =
        !head.isEmpty() && head.chars().allMatch(c -> c >= ' ' || Character.isWhitespace(c));
    boolean video = head.startsWith("ftyp", 4);
    return text || video || OTHER_STARTS.stream().anyMatch(head::startsWith);
  }
}
