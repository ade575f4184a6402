package io.faultline.server.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
  @TempDir Path folder;

  @Test
  void theCacheStaysWithinItsLimitAndTheLastUsedStay() throws IOException {
    FileCache cache = new FileCache(folder, 100);
    for (String name : new String[] {"a", "b", "c"}) {
      Files.write(cache.file(name), new byte[40]);
      assertThat(cache.has(name)).isFalse();
      cache.added(name, 40);
      assertThat(cache.has("a")).isTrue();
    }
    assertThat(cache.bytes()).isEqualTo(80);
    assertThat(cache.has("b")).isFalse();
    Files.write(cache.file("huge"), new byte[500]);
    cache.added("huge", 500);
    assertThat(cache.has("huge")).isTrue();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("huge");
    }
    assertThat(new FileCache(folder, 100).bytes()).isEqualTo(500);
  }
}
