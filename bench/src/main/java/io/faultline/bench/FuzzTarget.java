package io.faultline.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of file that is read, with valid ones to start from.
 *
 * @param name what counts are listed under
 * @param seeds valid files
 * @param text whether words and numbers are changed besides bytes
 * @param reader reads what lies there after the changed file was put in its place
 */
record FuzzTarget(String name, List<Seed> seeds, boolean text, Reader reader) {

  /**
   * A valid file.
   *
   * @param place where its changed copy is put; a valid file that stood there comes back afterwards
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // Read only, and never compared.
  record Seed(Path place, byte[] bytes) {}

  /** What is tried on each input. */
  interface Reader {
    /** Reads the changed file, or the dataset it belongs to. */
    void read(Path changed);
  }
}
