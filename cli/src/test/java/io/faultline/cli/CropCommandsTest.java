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

  private static Object[] tiny(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    for (String set :
        List.of(
            "network.cut-after=layer1",
            "network.hidden=8",
            "network.grid-side=2",
            "fine-tune.epochs=1",
            "fine-tune.shared.min-steps-per-epoch=1",
            "proposals.generators=grid",
            "proposals.budget=20",
            "data.held-out=0.34",
            "data.group=photo")) {
      all.addAll(List.of("--set", set));
    }
    return all.toArray();
  }

  @Test
  void trainLearnsFromCropsAndPrintsTheReport() throws IOException {
    Path run = folder.resolve("run");
    Path numbers = folder.resolve("train.json");
    Recorded train =
        Recorded.run(tiny("train", "--crops", crops(), "--out", run, "--json", numbers));

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.err()).contains("crops", "fine-tuning", "epoch 1");
    assertThat(train.out())
        .contains(
            "precision    recall  f1-score   support",
            "  background ",
            "       crack ",
            "weighted avg",
            "Model    " + run.resolve("model"),
            "Next: faultline train --data PHOTOS --out RUN --weights "
                + run.resolve("weights.safetensors")
                + " --set network.cut-after=layer1");
    JsonNode json = JSON.readTree(numbers.toFile());
    assertThat(json.at("/classificationReport/classes").size()).isEqualTo(2);
    assertThat(json.at("/seconds/fine-tuning").asDouble()).isPositive();
    assertThat(run.resolve("config.yaml"))
        .content()
        .contains("regime: warp", "crop-side: 32", "context-padding: 4");
    assertThat(run.resolve("log.txt")).content().contains("fine-tuning begins");

    Recorded next =
        Recorded.run(
            tiny(
                "train",
                "--data",
                photos(),
                "--out",
                folder.resolve("next"),
                "--weights",
                run.resolve("weights.safetensors")));
    assertThat(next.exitCode()).as(next.err()).isZero();
    Recorded evaluate =
        Recorded.run("evaluate", "--model", run.resolve("model"), "--data", photos());
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
  }

  @Test
  void filesThatAreNoCropsAreListedAndTheExitCodeIs4() throws IOException {
    Path mixed = folder.resolve("mixed");
    for (String side : List.of("train", "validation")) {
      Files.createDirectories(mixed.resolve(side));
      try (Stream<Path> files = Files.list(crops().resolve(side))) {
        for (Path file : files.toList()) {
          Files.copy(file, mixed.resolve(side).resolve(file.getFileName()));
        }
      }
    }
    Files.copy(photos().resolve("images/photo-00000.png"), mixed.resolve("train/photo.png"));
    Files.writeString(mixed.resolve("validation/x.0.1_0.1.jpg"), "no picture");

    Recorded train = Recorded.run(tiny("train", "--crops", mixed, "--out", folder.resolve("run")));

    assertThat(train.exitCode()).as(train.err()).isEqualTo(4);
    assertThat(train.err())
        .contains("left out: train/photo.png: is not called", "x.0.1_0.1.jpg")
        .contains("2 files could not be used as a crop (listed above)");
    assertThat(folder.resolve("run/left-out.csv")).content().hasLineCount(3);
  }

  @Test
  void cropsGoWithNoOptionOfPhotos() {
    Recorded neither = Recorded.run("train", "--out", folder);
    assertThat(neither.exitCode()).isEqualTo(2);
    assertThat(neither.err())
        .startsWith("faultline: give either --data or --crops, what to learn from");
    for (List<Object> option :
        List.of(
            List.<Object>of("--data", photos()),
            List.<Object>of("--classifier", "svm"),
            List.<Object>of("--strict"),
            List.<Object>of("--target-recall", 0.9),
            List.<Object>of("--set region.labels.positive-iou=0.3"),
            List.<Object>of("--set classifier.kind=svm"))) {
      List<Object> words = new ArrayList<>(List.of("train", "--crops", crops(), "--out", folder));
      option.forEach(part -> words.addAll(List.of(part.toString().split(" ", -1))));
      Recorded both = Recorded.run(words.toArray());
      assertThat(both.exitCode()).isEqualTo(2);
      assertThat(both.err()).contains("the option " + option.get(0)).hasLineCount(1);
    }
    Recorded none = Recorded.run("train", "--crops", folder.resolve("none"), "--out", folder);
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.err()).contains("none: no such photo or folder");
  }
}
