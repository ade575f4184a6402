package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words for what is wrong with a weights file: {@code file: tensor NAME: rule}. */
public final class WeightsFault {
  private static final int LONGEST_NAME = 200;

  private WeightsFault() {}

  public static FaultlineException in(String source, String rule) {
    return new FaultlineException(Problem.MODEL, source + ": " + rule);
  }

  public static FaultlineException in(String source, String tensor, String rule) {
    return in(source, "tensor " + printable(tensor) + ": " + rule);
  }

  public static FaultlineException unreadable(Path file, IOException cause) {
    String reason =
        cause instanceof NoSuchFileException ? "there is no such file" : "cannot be read";
    return new FaultlineException(Problem.MODEL, file + ": " + reason, cause);
  }

  /** A name out of a file, fit for one line of a message. */
  static String printable(String name) {
    String part = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return part.replaceAll("\\p{Cntrl}", "?") + (part.length() < name.length() ? "..." : "");
  }
}
