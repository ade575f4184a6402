package io.faultline.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes valid files as broken transfers, other programs and attackers do; one to four changes.
 */
final class FuzzMutation {
  private static final int MAX_CHANGES = 4;

  /** Headers are short; half of all changes fall into the first so many bytes. */
  private static final int HEADER_BYTES = 200;

  private static final long[] INTERESTING = {
    0,
    1,
    2,
    7,
    8,
    16,
    64,
    127,
    128,
    255,
    256,
    1000,
    32767,
    32768,
    65535,
    65536,
    100_000,
    1 << 24,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -2,
    0x7FC00000L,
    0x7F800000L,
    0x7149F2CAL
  };
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "7",
          "63",
          "1000",
          "65536",
          "2147483647",
          "-2147483648",
          "1.5",
          "-0.0",
          "1e999",
          "-1e308",
          "1e-320",
          "0.999999",
          "2147483648",
          "9223372036854775807");
  private static final List<String> VALUES =
      List.of(
          "NaN",
          "Infinity",
          "-inf",
          "99999999999999999999",
          "null",
          "true",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[1,2]",
          "\u001b[31m",
          "\u202e",
          "\ufeff",
          "\u0000",
          "../../x",
          "");
  private static final Pattern TOKEN =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|\"[^\"\\n]*\"|[A-Za-z_]+");

  private FuzzMutation() {}

  /**
   * A changed copy.
   *
   * @param other a second valid file, of which parts are put in
   */
  static byte[] of(byte[] valid, byte[] other, boolean text, SplittableRandom random) {
    byte[] changed = valid;
    int changes = random.nextBoolean() ? 1 : 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < changes; i++) {
      changed =
          text && random.nextInt(4) > 0 ? token(changed, random) : bytes(changed, other, random);
    }
    return changed;
  }

  private static byte[] token(byte[] valid, SplittableRandom random) {
    String text = new String(valid, StandardCharsets.UTF_8);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return valid;
    }
    MatchResult one = tokens.get(random.nextInt(tokens.size()));
    MatchResult second = tokens.get(random.nextInt(tokens.size()));
    String by =
        switch (isNumber(one.group()) && random.nextInt(3) > 0 ? 3 : random.nextInt(5)) {
          case 0 -> second.group();
          case 1 -> "";
          case 2 -> one.group() + " " + one.group();
          case 3 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
          default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    return (text.substring(0, one.start()) + by + text.substring(one.end()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isNumber(String token) {
    return token.charAt(0) == '-' || Character.isDigit(token.charAt(0));
  }

  private static byte[] bytes(byte[] valid, byte[] other, SplittableRandom random) {
    if (valid.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = place(valid.length, random);
    int length = 1 + random.nextInt(Math.min(valid.length - at, 1 + (1 << random.nextInt(12))));
    byte[] changed = valid.clone();
    switch (random.nextInt(11)) {
      case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> changed[at] = (byte) INTERESTING[random.nextInt(INTERESTING.length)];
      case 3, 4 -> number(changed, at, random);
      case 5 -> Arrays.fill(changed, at, at + length, (byte) (random.nextBoolean() ? 0 : 255));
      case 6 -> {
        for (int i = at; i < at + length; i++) {
          changed[i] = (byte) random.nextInt(256);
        }
      }
      case 7 -> changed = Arrays.copyOf(valid, at);
      case 8 -> changed = joined(valid, 0, at, valid, at + length, valid.length);
      case 9 -> changed = joined(valid, 0, at + length, valid, at, valid.length);
      default -> {
        int from = random.nextInt(other.length);
        changed = joined(valid, 0, at, other, from, other.length);
      }
    }
    return changed;
  }

  private static int place(int length, SplittableRandom random) {
    return random.nextInt(random.nextBoolean() ? Math.min(length, HEADER_BYTES) : length);
  }

  /** A number of two or four bytes, in either order. */
  private static void number(byte[] changed, int at, SplittableRandom random) {
    long value = INTERESTING[random.nextInt(INTERESTING.length)];
    int size = random.nextBoolean() ? 2 : 4;
    boolean big = random.nextBoolean();
    for (int i = 0; i < size && at + i < changed.length; i++) {
      changed[at + i] = (byte) (value >> (8 * (big ? size - 1 - i : i)));
    }
  }

  private static byte[] joined(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a, fromA, toA - fromA);
    out.write(b, fromB, toB - fromB);
    return out.toByteArray();
  }
}
