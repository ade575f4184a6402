package io.faultline.server.http;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that clients must know, and the sessions of browsers that have shown it. A session is
 * a time and a keyed hash of it (HMAC-SHA-256, RFC 2104), so that it also holds after a restart of
 * the service. All comparisons take the same time for every wrong value.
 */
public final class Token {
  /** How long a browser stays signed in. */
  static final Duration SESSION = Duration.ofHours(12);

  private static final int MIN_LENGTH = 16;
  private static final int MAX_LENGTH = 4096;
  private static final String MAC = "HmacSHA256";

  private final byte[] secret;
  private final LongSupplier secondsClock;

  /** A token from its text; {@code secondsClock} gives seconds since 1970. */
  Token(String text, LongSupplier secondsClock) {
    this.secret = text.getBytes(StandardCharsets.UTF_8);
    this.secondsClock = secondsClock;
  }

  /**
   * The token in a file; white space around it does not count.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where it is too short to be a secret
   */
  public static Token read(Path file) {
    String text;
    try {
      if (Files.size(file) > MAX_LENGTH) {
        throw new FaultlineException(
            Problem.USAGE, file + ": the token is longer than " + MAX_LENGTH + " bytes");
      }
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new FaultlineException(
          Problem.USAGE, file + ": the token cannot be read (" + IoReason.of(e) + ")", e);
    }
    if (text.length() < MIN_LENGTH || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new FaultlineException(
          Problem.USAGE,
          file
              + ": the token must be one line of at least "
              + MIN_LENGTH
              + " printable ASCII characters without spaces, such as openssl rand -hex 32 gives");
    }
    return new Token(text, () -> System.currentTimeMillis() / 1000);
  }

  /** Whether a client knows the token. */
  boolean matches(String claimed) {
    return same(hash(claimed.getBytes(StandardCharsets.UTF_8)), hash(secret));
  }

  /** The value of a new session's cookie. */
  String session() {
    long end = secondsClock.getAsLong() + SESSION.toSeconds();
    return end + "." + mac(end);
  }

  /** Whether a cookie was made by {@link #session} and is not too old. */
  boolean isSession(String cookie) {
    int dot = cookie.indexOf('.');
    if (dot <= 0 || dot > 12 || !cookie.substring(0, dot).chars().allMatch(Character::isDigit)) {
      return false;
    }
    long end = Long.parseLong(cookie.substring(0, dot));
    return same(
            mac(end).getBytes(StandardCharsets.UTF_8),
            cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
        && secondsClock.getAsLong() < end;
  }

  private String mac(long end) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      byte[] text = ("faultline session until " + end).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  private static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  /** Equal lengths: the comparison then tells nothing of the length either. */
  private static byte[] hash(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
