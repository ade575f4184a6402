package io.faultline.internal.provenance;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of everything a result depends on, as 64 lower-case hexadecimal digits. */
public record Fingerprint(String hex) {

  /** Checks the form. */
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hex);
    }
  }

  /** Starts an empty digest. */
  public static Builder builder() {
    return new Builder();
  }

  /** The first 16 digits, enough for file names. */
  public String brief() {
    return hex.substring(0, 16);
  }

  /**
   * Collects parts in order. Every part is preceded by its length, so that ("ab", "c") and ("a",
   * "bc") differ.
   */
  public static final class Builder {
    private final MessageDigest digest;

    private Builder() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /** Adds text. */
    public Builder add(String text) {
      return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number. */
    public Builder add(long number) {
      return add(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Adds bytes. */
    public Builder add(byte[] bytes) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
      digest.update(bytes);
      return this;
    }

    /** Adds a file's content (not its name). */
    public Builder add(Path file) {
      try (InputStream in = Files.newInputStream(file)) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).array());
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          digest.update(buffer, 0, read);
        }
        return this;
      } catch (IOException e) {
        throw new FaultlineException(Problem.INPUT, file + ": cannot be read", e);
      }
    }

    /** Closes the digest; the builder must not be used afterwards. */
    public Fingerprint build() {
      return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }
  }
}
