package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.internal.bundle.ClassifierKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void trainComparesAllClassifiersAndRefusesUnknownOnes() throws IOException {
    List<Object> train =
        new ArrayList<>(List.of("train", "--data", photos(), "--out", folder.resolve("four")));
    for (String set :
        List.of(
            "network.cut-after=layer1",
            "network.hidden=8",
            "network.grid-side=2",
            "proposals.generators=grid",
            "proposals.budget=40",
            "fine-tune.epochs=1",
            "fine-tune.shared.min-steps-per-epoch=1",
            "classifier.xgboost.trees=2",
            "classifier.lightgbm.trees=2",
            "data.held-out=0.4")) {
      train.addAll(List.of("--set", set));
    }
    List<Object> all = new ArrayList<>(train);
    all.addAll(List.of("--classifier", "all"));
    Recorded compared = Recorded.run(all.toArray());
    assertThat(compared.exitCode()).as(compared.err()).isZero();
    assertThat(compared.out().replaceAll("\\s+", " "))
        .contains("Brier", "svm", "lightgbm", "measure both on other photos");
    assertThat(read(folder.resolve("four/metrics.json")).get("classifiers"))
        .hasSize(ClassifierKind.all().size());
    train.addAll(List.of("--classifier", "forest"));
    Recorded unknown = Recorded.run(train.toArray());
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("classifier.kind is forest", "lightgbm");
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
    assertThat(evaluate.out()).contains("AP no clear difference", "+0.000 to +0.000");
    JsonNode ap = read(numbers).at("/against/differences/AP");
    assertThat(ap.get("verdict").asText()).isEqualTo("no clear difference");
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
    assertThat(score.out()).contains("AP no clear difference");
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
    assertThat(detect.out()).containsPattern("bad.jpg +REVIEW +unreadable");
    assertThat(out.resolve("photos.csv")).content().contains("\r\nbad.jpg,REVIEW,,,0,");
    assertThat(read(out.resolve("detections.json")).at("/0/verdict").asText()).isEqualTo("REVIEW");
    assertThat(read(out.resolve("detections.json")).findValuesAsText("photo"))
        .containsExactly("bad.jpg", "good.png");
    assertThat(out.resolve("detections.csv")).isNotEmptyFile();
    assertThat(out.resolve("report.html"))
        .content()
        .contains("Inspection of 2 photos", "bad.jpg", "The photo could not be read");
  }

  @Test
  void aThresholdDecidesTheVerdict() throws IOException {
    Path photo = photos().resolve("images/photo-00000.png");
    Recorded all =
        Recorded.run("detect", "--model", model(), photo, "--out", folder, "--threshold", 0);
    Recorded none =
        Recorded.run("detect", "--model", model(), photo, "--out", folder, "--threshold", 1);

    assertThat(all.out()).containsPattern("CRACK [01], REVIEW [01], CLEAN 0\n");
    assertThat(all.out()).containsPattern("photo-00000.png +(CRACK|REVIEW) ");
    assertThat(none.out()).contains("CRACK 0, REVIEW 0, CLEAN 1\n");
    assertThat(folder.resolve("photos.csv"))
        .content()
        .endsWith("coverage,error,doubts\r\nphoto-00000.png,CLEAN,0,,1,,\r\n");
    assertFault(2, "detect", "--model", model(), photo, "--out", folder, "--threshold", 1.5);
    Recorded byClass =
        Recorded.run(
            "detect", "--model", model(), photo, "--out", folder, "--threshold", "crack=0");
    assertThat(byClass.out()).isEqualTo(all.out());
    for (String command : List.of("detect", "evaluate")) {
      Recorded unknown =
          command.equals("detect")
              ? Recorded.run(command, "--model", model(), photo, "--threshold", "carck=0.3")
              : Recorded.run(
                  command, "--model", model(), "--data", photos(), "--threshold", "carck=0.3");
      assertThat(unknown.exitCode()).isEqualTo(2);
      assertThat(unknown.err()).contains("'carck', which is unknown; did you mean 'crack'?");
    }
  }

  @Test
  void evaluateMeasuresAtTheNamedThreshold() throws IOException {
    Path numbers = folder.resolve("numbers.json");
    for (String text : List.of("0.25", "crack=0.25")) {
      Recorded run =
          Recorded.run(
              "evaluate",
              "--model",
              model(),
              "--data",
              photos(),
              "--threshold",
              text,
              "--json",
              numbers);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(read(numbers).at("/perClass/crack/area/scoreThreshold").asDouble())
          .isEqualTo(0.25);
    }
  }

  @Test
  void promiseProvesOrRefusesAndWritesTheModel() throws IOException {
    Path proved = folder.resolve("proved");
    Path numbers = folder.resolve("promise.json");
    Recorded promise =
        Recorded.run(
            "promise",
            "--model",
            model(),
            "--data",
            photos(),
            "--target-recall",
            0.3,
            "--level",
            "image",
            "--iou",
            0.2,
            "--class",
            "crack",
            "--out",
            proved,
            "--json",
            numbers);

    assertThat(promise.exitCode()).as(promise.err()).isZero();
    assertThat(promise.out()).contains("lower bound", "false alarms/photo", "Model   " + proved);
    JsonNode json = read(numbers);
    // Each of the four photos with a crack has a box at some score: 0.05^(1/4) is 0.473.
    assertThat(json.at("/promise/proven").asBoolean()).isTrue();
    assertThat(json.at("/promise/of").asInt()).isEqualTo(4);
    assertThat(json.at("/promise/lowerBound").asDouble()).isGreaterThanOrEqualTo(0.3);
    assertThat(json.at("/promise/cleanPhotos").asInt()).isEqualTo(1);
    assertThat(json.at("/targets/0/recall").asDouble()).isEqualTo(0.3);

    Recorded detect = Recorded.run("detect", "--model", proved, photos(), "--out", folder);
    assertThat(detect.out().replace('\n', ' '))
        .contains("Promised: at least 30 % of photos with objects of class crack");
    Recorded moved =
        Recorded.run("detect", "--model", proved, photos(), "--out", folder, "--threshold", 0.9);
    assertThat(moved.err()).contains("its promise of recall 0.300 with it");
    assertThat(moved.out()).doesNotContain("Promised");
  }

  @Test
  void aPromiseThatCannotBeProvedIsRefusedInWords() throws IOException {
    Recorded refused = Recorded.run("promise", "--model", model(), "--data", photos());

    assertThat(refused.exitCode()).as(refused.err()).isZero();
    assertThat(refused.out())
        .contains("The promise of 95 % of objects does not stand", "The most careful threshold is");
    assertFault(2, "promise", "--model", model(), "--data", photos(), "--target-recall", 1.2);
    assertFault(2, "promise", "--model", model(), "--data", photos(), "--class", "rust");
    assertFault(2, "promise", "--model", model(), "--data", photos(), "--group", "site");
    assertFault(2, "train", "--data", photos(), "--out", folder, "--target-recall", 0);
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

  @Test
  void theBuiltInModelNeedsNoTrainingAndPromisesNothing() throws IOException {
    Path out = folder.resolve("found");
    Recorded detect =
        Recorded.run("detect", "--model", "crack", photos().resolve("images"), "--out", out);
    assertThat(detect.exitCode()).as(detect.err()).isZero();
    assertThat(detect.err()).contains("synthetic photos alone", "No recall is promised");
    assertThat(detect.out()).contains("5 photos", "Report").doesNotContain("Promised:");
    assertThat(out.resolve("report.html")).content().contains("all of them synthetic");
  }

  @Test
  void theBuiltInModelsAreListedWithWhatTheyLearntFrom() {
    Recorded models = Recorded.run("models");
    assertThat(models.exitCode()).isZero();
    assertThat(models.out()).contains("crack", "synthetic photos", "docs/model-crack.md");
  }

  @Test
  void anUnknownModelIsToldWhatIsBuiltIn() {
    Recorded detect =
        Recorded.run(
            "detect", "--model", "krack", photos().resolve("images"), "--out", folder.resolve("f"));
    assertThat(detect.exitCode()).isEqualTo(5);
    assertThat(detect.err()).contains("krack: no model is there", "built in is crack");
  }

  @Test
  void theBuiltInModelCanBeMeasured() {
    Recorded evaluate = Recorded.run("evaluate", "--model", "crack", "--data", photos());
    assertThat(evaluate.exitCode()).as(evaluate.err()).isZero();
    Recorded promise = Recorded.run("promise", "--model", "crack", "--data", photos());
    assertThat(promise.exitCode()).as(promise.err()).isZero();
  }

  @Test
  void pretrainMakesASmallModelThatTrainingCanStartFrom() {
    Recorded pretrain =
        Recorded.run(
            "pretrain",
            "--out",
            folder.resolve("pre"),
            "--photos",
            6,
            "--set",
            "network.cut-after=layer1",
            "--set",
            "network.hidden=8",
            "--set",
            "proposals.generators=grid",
            "--set",
            "proposals.budget=40",
            "--set",
            "fine-tune.epochs=1",
            "--set",
            "fine-tune.shared.min-steps-per-epoch=1");
    assertThat(pretrain.exitCode()).as(pretrain.err()).isZero();
    Path small = folder.resolve("pre/model-int8");
    assertThat(small.toFile().length())
        .isLessThan(folder.resolve("pre/model").toFile().length() / 2);
    Recorded train =
        Recorded.run(
            "train",
            "--data",
            photos(),
            "--out",
            folder.resolve("run"),
            "--weights",
            small,
            "--set",
            "network.cut-after=layer1",
            "--set",
            "network.hidden=8",
            "--set",
            "proposals.generators=grid",
            "--set",
            "proposals.budget=40",
            "--set",
            "fine-tune.epochs=1",
            "--set",
            "fine-tune.shared.min-steps-per-epoch=1");
    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(folder.resolve("run/config.yaml")).content().contains("weights: " + small);
  }
}
