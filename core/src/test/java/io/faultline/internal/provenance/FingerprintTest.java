package io.faultline.internal.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  @Test
  void theBordersOfPartsCount() {
    Fingerprint apart = Fingerprint.builder().add("ab").add("c").build();
    assertThat(apart).isNotEqualTo(Fingerprint.builder().add("a").add("bc").build());
    assertThat(apart).isEqualTo(Fingerprint.builder().add("ab").add("c").build());
  }

  @Test
  void aFileCountsByItsContent() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "same");
    Path two = Files.writeString(folder.resolve("two"), "same");
    assertThat(Fingerprint.builder().add(one).build())
        .isEqualTo(Fingerprint.builder().add(two).build());
    Files.writeString(two, "other");
    assertThat(Fingerprint.builder().add(one).build())
        .isNotEqualTo(Fingerprint.builder().add(two).build());
  }

  @Test
  void nothingIsTheKnownHashOfNothing() {
    assertThat(Fingerprint.builder().build().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Fingerprint.builder().build().brief()).isEqualTo("e3b0c44298fc1c14");
    assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint("E3"));
  }
}
