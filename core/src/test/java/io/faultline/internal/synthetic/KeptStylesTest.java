package io.faultline.internal.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.Progress;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.varied.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models and guides were made from these photos: they stay byte for byte what they are. */
class KeptStylesTest {
  private static final SyntheticPhotos.Options SMALL =
      SyntheticPhotos.Options.DEFAULT.sized(128, 96);

  @ParameterizedTest
  @CsvSource({"PLAIN, 80b5fde2", "ROUGH, 4b66248e"})
  void theFirstPhotosAreTheSameAsEver(SyntheticPhotos.Style style, String crc) {
    SyntheticPhotos photos = new SyntheticPhotos(new RunSeed(11), SMALL.styled(style));
    CRC32 sum = new CRC32();
    for (int index = 0; index < 24; index++) {
      sum.update(photos.photo(index).photo().toBytes());
      sum.update(photos.photo(index).cracks().toString().getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Long.toHexString(sum.getValue())).isEqualTo(crc);
  }

  @Test
  void onlyVariedPhotosHaveParts() {
    assertThatThrownBy(() -> SMALL.without(Set.of(Part.JPEG)))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining("only style varied");
  }

  @Test
  void theDatasetSaysWhatWasDrawnForEachPhoto(@TempDir Path folder) throws Exception {
    SyntheticPhotos.Options varied =
        SMALL.styled(SyntheticPhotos.Style.VARIED).without(Set.of(Part.SCALE));
    new SyntheticPhotos(new RunSeed(2), varied).write(folder, 3, Progress.NONE);
    List<String> lines = Files.readAllLines(folder.resolve(PhotoParameters.FILE));
    assertThat(lines).hasSize(3).noneMatch(line -> line.contains("\"scale\""));
    assertThat(lines.get(1)).startsWith("{\"photo\":\"images/photo-00001.png\",\"drawn\":{\"");
    new SyntheticPhotos(new RunSeed(2), SMALL).write(folder.resolve("plain"), 1, Progress.NONE);
    assertThat(folder.resolve("plain").resolve(PhotoParameters.FILE)).doesNotExist();
  }
}
