package io.faultline.internal.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines that several threads make in any order, written in the order of their numbers from 0 on.
 * Holds those alone that wait for an earlier one.
 */
public final class OrderedLines {
  private final OutputStream out;
  private final Map<Integer, String> waiting = new HashMap<>();
  private int next;

  public OrderedLines(OutputStream out) {
    this.out = out;
  }

  /**
   * Hands in the text of a number: whole lines with their ends, or nothing.
   *
   * @throws UncheckedIOException where the stream cannot be written
   */
  public synchronized void put(int number, String text) {
    waiting.put(number, text);
    for (String ready = waiting.remove(next); ready != null; ready = waiting.remove(next)) {
      next++;
      try {
        out.write(ready.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
