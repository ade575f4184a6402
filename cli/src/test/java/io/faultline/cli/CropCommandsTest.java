package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crops out of a dataset, and a training on them. */
class CropCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path made;
  @TempDir private Path folder;
  private static Recorded export;

  private static Path photos() {
    return made.resolve("photos");
  }

  private static Path crops() {
    return made.resolve("crops");
  }

  @BeforeAll
  static void export() {
    Recorded.run("synth", "--out", photos(), "--photos", 6, "--size", "64x64", "--clean", 0.2);
    export =
        Recorded.run(
            command(
                "export",
                "crops",
                "--data",
                photos(),
                "--out",
                crops(),
                "--side",
                32,
                "--padding",
                4,
                "--json",
                made.resolve("crops.json")));
  }

  private static Object[] command(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    for (String set :
        List.of(
            "proposals.generators=grid",
            "proposals.budget=40",
            "data.held-out=0.34",
            "data.group=photo",
            "region.labels.positive-iou=0.35")) {
      all.addAll(List.of("--set", set));
    }
    return all.toArray();
  }

  @Test
  void exportPrintsWhatItWroteAndWhatCanBeDoneWithIt() throws IOException {
    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.err()).contains("proposals", "crops");
    assertThat(export.out())
        .contains("train  validation", "background", "crack", "Written to " + crops())
        .endsWith("Next: faultline train --crops " + crops() + " --out RUN\n");
    JsonNode numbers = JSON.readTree(made.resolve("crops.json").toFile());
    try (Stream<Path> train = Files.list(crops().resolve("train"))) {
      assertThat(train.count())
          .isEqualTo(
              numbers.at("/train/crops/crack").asLong()
                  + numbers.at("/train/crops/background").asLong());
    }
    assertThat(numbers.at("/validation/photos").asLong()).isEqualTo(2);
  }

  @Test
  void exportAloneAsksForMore() {
    Recorded alone = Recorded.run("export");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).startsWith("faultline: export what? Try faultline export crops");
    Recorded help = Recorded.run("export", "crops", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: faultline export crops", "Options", "Examples");
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void badSettingsAndPlacesEndBeforeTheWork() {
    Recorded side =
        Recorded.run(
            command("export", "crops", "--data", photos(), "--out", folder, "--padding", 999));
    assertThat(side.exitCode()).isEqualTo(2);
    assertThat(side.err()).contains("context-padding is 999").hasLineCount(1);
    Recorded again = Recorded.run(command("export", "crops", "--data", photos(), "--out", crops()));
    assertThat(again.exitCode()).isEqualTo(6);
    assertThat(again.err()).contains(crops() + ": holds a set of crops already");
    Recorded among =
        Recorded.run(
            command("export", "crops", "--data", photos(), "--out", photos().resolve("images")));
    assertThat(among.exitCode()).isEqualTo(6);
    assertThat(among.err()).contains("photos of the dataset lie here");
  }
}
