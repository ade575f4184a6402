package io.faultline.spark;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Loads native libraries while no other executor of the machine does. JavaCPP unpacks them into a
 * folder that all JVMs of a user share ({@code ~/.javacpp/cache}); the second JVM then finds them
 * there.
 */
final class NativeLibraries {
  private NativeLibraries() {}

  /** Does the work alone among the JVMs of this user and machine, where a file can be locked. */
  static <T> T oneJvmAtATime(Supplier<T> work) {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9]", "_");
    Path file =
        Path.of(
            System.getProperty("java.io.tmpdir", "."),
            String.format(Locale.ROOT, "faultline-natives-%s.lock", user));
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      return work.get();
    } catch (IOException e) { // JavaCPP has a lock of its own for each library.
      return work.get();
    }
  }
}
