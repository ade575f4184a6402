package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Train, evaluate and detect, with a model that is too small to be good. */
class ModelCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path made;
  @TempDir private Path folder;

  private static Path photos() {
    return made.resolve("photos");
  }

  private static Path model() {
    return made.resolve("run/model");
  }

  @BeforeAll
  static void train() throws IOException {
    Recorded.run("synth", "--out", photos(), "--photos", 5, "--size", "64x64", "--clean", 0.2);
    Recorded train =
        Recorded.run(
            "train",
            "--data",
            photos(),
            "--out",
            made.resolve("run"),
            "--seed",
            4,
            "--threads",
            1,
            "--set",
            "network.cut-after=layer1",
            "--set",
            "network.hidden=8",
            "--set",
            "network.grid-side=2",
            "--set",
            "proposals.generators=grid",
            "--set",
            "proposals.budget=40",
            "--set",
            "fine-tune.epochs=1",
            "--set",
            "fine-tune.shared.min-steps-per-epoch=1",
            "--json",
            made.resolve("train.json"));

    assertThat(train.err()).contains("fine-tuning", "epoch 1");
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out()).contains("Model   " + model(), "Next: faultline evaluate --model");
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void trainLeavesModelConfigurationAndLog() throws IOException {
    Path run = made.resolve("run");

    assertThat(run.resolve("config.yaml"))
        .content()
        .contains("seed: 4\n", "cut-after: layer1\n", "generators: grid\n");
    assertThat(run.resolve("log.txt")).content().contains("fine-tuning begins", "epoch 1");
    assertThat(run.resolve("epochs.csv")).content().hasLineCount(2);
    assertThat(read(made.resolve("train.json")).at("/seconds/fine-tuning").asDouble()).isPositive();
    assertThat(read(run.resolve("metrics.json"))).isEqualTo(read(made.resolve("train.json")));
  }

  @Test
  void evaluateWritesNumbersAndReport() throws IOException {
    Path numbers = folder.resolve("figures.json");
    Recorded evaluate =
        Recorded.run(
            "evaluate", "--model", model(), "--data", photos(), "--out", folder, "--json", numbers);

    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    assertThat(evaluate.out()).contains("AP50", "objects found", "Report  ");
    assertThat(read(numbers).has("AP50")).isTrue();
    assertThat(read(numbers)).isEqualTo(read(folder.resolve("metrics.json")));
    assertThat(folder.resolve("report.html")).isNotEmptyFile();

    Recorded score =
        Recorded.run(
            "score",
            "--truth",
            photos(),
            "--detections",
            folder.resolve("detections.json"),
            "--json",
            folder.resolve("score.json"));
    assertThat(score.exitCode()).isZero();
    assertThat(read(folder.resolve("score.json")).get("AP50"))
        .as("its own detections, scored as anyone's")
        .isEqualTo(read(numbers).get("AP50"));
  }

  @Test
  void everyMissAndFalseAlarmIsListedAndTheTraceSaysTheSame() throws IOException {
    Path trace = folder.resolve("trace.jsonl");
    Recorded evaluate =
        Recorded.run(
            "evaluate", "--model", model(), "--data", photos(), "--out", folder, "--trace", trace);
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    assertThat(evaluate.out()).contains("where objects went", "false alarms", "resamples of");
    JsonNode numbers = read(folder.resolve("metrics.json"));
    assertThat(sum(numbers.get("missStages"))).isEqualTo(numbers.at("/objects/misses").asLong());
    assertThat(sum(numbers.get("falseAlarmKinds")))
        .isEqualTo(numbers.at("/objects/falseAlarms").asLong());
    assertThat(folder.resolve("misses.csv"))
        .content()
        .hasLineCount(1 + numbers.at("/objects/misses").asInt());
    assertThat(folder.resolve("false-alarms.csv"))
        .content()
        .hasLineCount(1 + numbers.at("/objects/falseAlarms").asInt());
    assertThat(folder.resolve("report.html")).content().contains("What was missed");
    assertThat(trace).content().hasLineCount(1 + 5);

    Path again = folder.resolve("again.json");
    Recorded score = Recorded.run("score", "--truth", photos(), "--trace", trace, "--json", again);
    assertThat(score.exitCode()).as(score.err()).isZero();
    for (String key : List.of("missStages", "falseAlarmKinds", "objects", "AP", "intervals")) {
      assertThat(read(again).get(key)).as(key).isEqualTo(numbers.get(key));
    }
    Recorded nothing =
        Recorded.run(
            "score", "--truth", photos(), "--trace", trace, "--threshold", 2, "--json", again);
    assertThat(nothing.exitCode()).as(nothing.err()).isZero();
    assertThat(read(again).at("/objects/hits").asInt()).isZero();
    assertThat(sum(read(again).get("missStages")))
        .isEqualTo(read(again).at("/objects/misses").asLong());
  }

  private static long sum(JsonNode counts) {
    long sum = 0;
    for (JsonNode count : counts) {
      sum += count.asLong();
    }
    return sum;
  }

  @Test
  void aModelAgainstItselfIsNotToldApart() throws IOException {
    Path numbers = folder.resolve("figures.json");
    Recorded evaluate =
        Recorded.run(
            "evaluate",
            "--model",
            model(),
            "--data",
            photos(),
            "--against",
            model(),
            "--out",
            folder,
            "--json",
            numbers);
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    assertThat(evaluate.out()).contains("AP not told apart", "+0.000 to +0.000");
    JsonNode ap = read(numbers).at("/against/differences/AP");
    assertThat(ap.get("verdict").asText()).isEqualTo("not told apart");
    assertThat(ap.get("lower").asDouble()).isZero();
    assertThat(ap.get("upper").asDouble()).isZero();
    assertThat(folder.resolve("report.html")).content().contains("Against " + model());

    Path detections = folder.resolve("detections.json");
    Recorded score =
        Recorded.run(
            "score",
            "--truth",
            photos(),
            "--detections",
            detections,
            "--against",
            detections,
            "--against-threshold",
            2);
    assertThat(score.exitCode()).as(score.err()).isZero();
    assertThat(score.out()).contains("AP not told apart");
  }

  @Test
  void detectGoesOnPastAnUnreadablePhoto() throws IOException {
    Path mixed = folder.resolve("mixed");
    Files.createDirectories(mixed);
    Files.copy(photos().resolve("images/photo-00000.png"), mixed.resolve("good.png"));
    Files.write(mixed.resolve("bad.jpg"), new byte[] {1, 2, 3});
    Path out = folder.resolve("found");

    Recorded detect = Recorded.run("detect", "--model", model(), mixed, "--out", out);

    assertThat(detect.exitCode()).isEqualTo(4);
    assertThat(detect.err())
        .contains("bad.jpg", "1 photo could not be read (listed above); the others are done");
    assertThat(detect.out()).contains("of 1 photo\n", "Written to " + out);
    assertThat(read(out.resolve("detections.json")).findValuesAsText("photo"))
        .containsExactly("bad.jpg", "good.png");
    assertThat(out.resolve("detections.csv")).isNotEmptyFile();
  }

  @Test
  void badModelsAndPlacesAreOneLineWithTheirExitCode() throws IOException {
    Path broken = Files.write(folder.resolve("model"), new byte[] {1, 2, 3});
    Path missing = folder.resolve("none");
    Path photo = photos().resolve("images/photo-00000.png");

    assertFault(5, "detect", "--model", broken, photo, "--out", folder);
    assertFault(5, "evaluate", "--model", broken, "--data", photos());
    assertFault(5, "detect", "--model", missing, photo, "--out", folder);
    assertFault(3, "detect", "--model", model(), missing, "--out", folder);
    assertFault(3, "evaluate", "--model", model(), "--data", missing);
    assertFault(3, "train", "--data", missing, "--out", folder);
    assertFault(2, "train", "--data", photos(), "--out", folder, "--set", "seeed=3");
    assertFault(2, "train", "--data", photos(), "--out", folder, "--config", missing);
    assertFault(5, "train", "--data", photos(), "--out", folder, "--weights", broken);
    assertFault(2, "train", "--data", photos(), "--out", folder, "--threads", 0);
    assertFault(2, "evaluate", "--model", model(), "--data", photos(), "--group", "place");
    assertFault(5, "evaluate", "--model", model(), "--data", photos(), "--against", missing);
    assertFault(2, "score", "--truth", photos());
    assertFault(3, "score", "--truth", photos(), "--trace", broken);
  }

  private static void assertFault(int exitCode, Object... line) {
    Recorded fault = Recorded.run(line);

    assertThat(fault.exitCode()).as("%s: %s", List.of(line), fault.err()).isEqualTo(exitCode);
    assertThat(fault.out()).isEmpty();
    assertThat(fault.err()).startsWith("faultline: ").hasLineCount(1);
  }

  @Test
  void configurationIsPrintedAsTrainTakesIt() throws IOException {
    Recorded config = Recorded.run("config", "--set", "seed=9");
    Path file = Files.writeString(folder.resolve("mine.yaml"), config.out());

    assertThat(config.out()).startsWith("seed: 9\n");
    assertThat(Recorded.run("config", "--config", file).out()).isEqualTo(config.out());
  }
}
