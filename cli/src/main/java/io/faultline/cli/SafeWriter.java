package io.faultline.cli;

import io.faultline.internal.text.VisibleText;
import java.io.PrintWriter;

/**
 * The one way of text to the terminal. A name, such as a photo's, can hold what steers a terminal;
 * here it becomes visible ({@link VisibleText}). {@link #println(String)} prints one line whatever
 * its text holds; {@link #print(String)} keeps line breaks, for text that we laid out ourselves.
 */
final class SafeWriter extends PrintWriter {
  private final PrintWriter unguarded;

  private SafeWriter(PrintWriter unguarded) {
    super(unguarded, true);
    this.unguarded = unguarded;
  }

  /** The guarded writer, which a writer may be already. */
  static SafeWriter of(PrintWriter writer) {
    return writer instanceof SafeWriter safe ? safe : new SafeWriter(writer);
  }

  /** The way past the guard, for control sequences of our own. */
  PrintWriter unguarded() {
    return unguarded;
  }

  @Override
  public void println(String line) {
    super.println(VisibleText.line(String.valueOf(line)));
  }

  @Override
  public void write(String text, int from, int length) {
    String safe = VisibleText.lines(text.substring(from, from + length));
    super.write(safe, 0, safe.length());
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(int character) {
    write(String.valueOf((char) character), 0, 1);
  }
}
