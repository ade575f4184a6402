package io.faultline.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.provenance.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialFileTest {
  private static final Fingerprint KEY = Fingerprint.builder().add("this").build();
  private static final Fingerprint OTHER = Fingerprint.builder().add("that").build();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("trials/plain-seed1.json");
  }

  private static Trial trial(OptionalDouble ap50) {
    List<RegionAnswer> own =
        List.of(new RegionAnswer(0, 1, 2, 0.1f), new RegionAnswer(7, 0, 1, 1 / 3f));
    List<RegionAnswer> common = List.of(new RegionAnswer(3, 2, 1, Float.MIN_VALUE));
    return new Trial("plain", -5, own, common, ap50, 12, 61.25, List.of("w\"all.png"));
  }

  @Test
  void readsWhatItWrote() {
    for (OptionalDouble ap50 : List.of(OptionalDouble.of(0.3), OptionalDouble.empty())) {
      TrialFile.write(file(), KEY, trial(ap50));
      assertThat(TrialFile.read(file(), KEY)).contains(trial(ap50));
    }
    Trial empty =
        new Trial("plain", 1, List.of(), List.of(), OptionalDouble.empty(), 0, 0, List.of());
    TrialFile.write(file(), KEY, empty);
    assertThat(TrialFile.read(file(), KEY)).contains(empty);
  }

  @Test
  void aTrialOfAnotherKeyOrNoneAtAllIsNotThere() {
    assertThat(TrialFile.read(file(), KEY)).isEmpty();
    TrialFile.write(file(), KEY, trial(OptionalDouble.empty()));
    assertThat(TrialFile.read(file(), OTHER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"format\":1}",
        "{\"format\":1,\"key\":\"KEY\"}",
        "{\"format\":1,\"key\":\"KEY\",\"recipe\":\"r\",\"seed\":1,\"epochs\":1,"
            + "\"trainingSeconds\":1,\"leftOut\":[],\"own\":[1,1,1],\"common\":[]}",
        "{\"format\":1,\"key\":\"KEY\",\"recipe\":\"r\",\"seed\":1,\"epochs\":1,"
            + "\"trainingSeconds\":1,\"leftOut\":[],\"own\":[1,1,1,\"NaN\"],\"common\":[]}",
        "{\"format\":1,\"key\":\"KEY\",\"recipe\":\"r\",\"seed\":1,\"epochs\":1,"
            + "\"trainingSeconds\":1,\"leftOut\":[],\"own\":[1,1,1,2.5],\"common\":[]}"
      })
  void aDamagedFileIsAnErrorNotAnOldTrial(String text) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), text.replace("KEY", KEY.hex()));
    assertThatThrownBy(() -> TrialFile.read(file(), KEY))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INPUT))
        .hasMessageContaining(file() + ": not a finished trial; delete it");
  }
}
