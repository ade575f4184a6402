package io.faultline.internal.labels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The text of a label file, whatever wrote it: UTF-8 or UTF-16 with or without byte order mark,
 * else GB18030 (Chinese Windows), else Latin-1; lines that end as on Unix, Windows or an old Mac.
 */
public final class LabelText {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char MARK = '\uFEFF';

  private LabelText() {}

  public static List<String> lines(Path file) throws IOException {
    return List.of(read(file).split("\r\n|\n|\r", -1));
  }

  public static String read(Path file) throws IOException {
    return decode(Files.readAllBytes(file));
  }

  /** The bytes as text, without a byte order mark. */
  public static String decode(byte[] bytes) {
    String text =
        decode(bytes, utf16(bytes).orElse(StandardCharsets.UTF_8))
            .or(() -> decode(bytes, GB18030))
            .orElseGet(() -> new String(bytes, StandardCharsets.ISO_8859_1));
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }

  private static Optional<String> decode(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** By the mark, or by where the zero bytes of plain letters and digits are. */
  private static Optional<Charset> utf16(byte[] bytes) {
    int first = bytes.length > 1 ? bytes[0] & 0xFF : -1;
    int second = bytes.length > 1 ? bytes[1] & 0xFF : -1;
    if ((first == 0xFF && second == 0xFE) || (first > 0 && second == 0)) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return (first == 0xFE && second == 0xFF) || (first == 0 && second > 0)
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }
}
