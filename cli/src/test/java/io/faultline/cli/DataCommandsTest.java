package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.internal.provenance.UnfinishedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no model, on a few photos made for the purpose. */
class DataCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void makePhotos() {
    Recorded synth =
        Recorded.run("synth", "--out", made, "--photos", 6, "--size", "96x64", "--seed", 3);

    assertThat(synth.err()).contains("synthetic photos: 6 photos");
    assertThat(synth.exitCode()).isZero();
    assertThat(synth.out()).contains("crack", "clean", "Written to " + made);
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  @Test
  void synthRefusesToMixTwoDatasets() {
    Recorded again = Recorded.run("synth", "--out", made);

    assertThat(again.exitCode()).isEqualTo(6);
    assertThat(again.err()).contains("holds a dataset already").hasLineCount(1);
  }

  @Test
  void synthGoesOnWhereItWasKilledAndTouchesNoPhotosOfOthers() throws IOException {
    Path killed = folder.resolve("killed");
    new UnfinishedFolder(killed, SynthCommand.CONTENTS).begin();
    Path left = Files.createDirectories(killed.resolve("images")).resolve("photo-00009.png");
    Files.writeString(left, "half");

    Recorded again = Recorded.run("synth", "--out", killed, "--photos", 2, "--size", "64x64");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(left).doesNotExist();
    assertThat(killed).isDirectoryNotContaining("glob:**/.*");

    Path mine = Files.createDirectories(folder.resolve("mine/images")).resolve("photo-00000.png");
    Files.writeString(mine, "mine");
    Recorded refused = Recorded.run("synth", "--out", folder.resolve("mine"));
    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.err()).contains("holds photo-00000.png, which was not made here");
    assertThat(mine).hasContent("mine");

    Recorded none = Recorded.run("synth", "--out", folder.resolve("none"), "--photos", 0);
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void synthSaysWhatVariedPhotosConsistOfAndSwitchesPartsOff() throws IOException {
    Path varied = folder.resolve("varied");
    Object[] command = {
      "synth", "--out", varied, "--photos", 4, "--size", "64x64", "--style", "varied"
    };
    Object[] less = Arrays.copyOf(command, command.length + 2);
    less[2] = folder.resolve("less");
    less[command.length] = "--without";
    less[command.length + 1] = "scale,joint-cracks,JPEG";
    assertThat(Recorded.run(command).exitCode()).isZero();
    assertThat(Recorded.run(less).exitCode()).isZero();
    assertThat(varied.resolve("parameters.jsonl")).content().contains("\"scale\":");
    assertThat(folder.resolve("less").resolve("parameters.jsonl"))
        .content()
        .doesNotContain("\"scale\":", "\"jpeg\":");
  }

  @Test
  void onlyVariedPhotosHaveParts() {
    Recorded refused = Recorded.run("synth", "--out", folder.resolve("none"), "--without", "jpeg");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("only style varied has parts");
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(Recorded.run("synth", "--out", folder, "--without", "jpegg").err())
        .contains("joint-cracks");
  }

  @Test
  void synthRefusesASizeThatIsNone() {
    Recorded bad = Recorded.run("synth", "--out", folder, "--size", "big");

    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.err()).contains("'big' is not a size such as 1024x768").hasLineCount(1);
  }

  @Test
  void masksBecomeCocoWithNumbersForPrograms() throws IOException {
    Path out = folder.resolve("labels.json");
    Path numbers = folder.resolve("numbers.json");
    Recorded convert =
        Recorded.run(
            "convert",
            "--masks",
            made.resolve("masks"),
            "--images",
            made.resolve("images"),
            "--category",
            "fissure",
            "--out",
            out,
            "--json",
            numbers);

    assertThat(convert.exitCode()).isZero();
    assertThat(convert.out()).contains("fissure").endsWith("Written to " + out + "\n");
    assertThat(read(out).get("images")).hasSize(6);
    assertThat(read(numbers).get("photos").asInt()).isEqualTo(6);
    assertThat(read(numbers).get("objects").asInt())
        .isEqualTo(read(out).get("annotations").size())
        .isEqualTo(read(numbers).at("/perClass/fissure/objects").asInt());
  }

  @Test
  void aSplitKeepsGroupsWholeAndLosesNothing() throws IOException {
    Path numbers = folder.resolve("numbers.json");
    Recorded split =
        Recorded.run(
            "split", "--data", made, "--test", "0.34", "--group", "photo", "--out", folder,
            "--json", numbers);

    assertThat(split.exitCode()).as(split.err()).isZero();
    assertThat(split.out()).contains("train, 4 groups", "test, 2 groups", "crack", "clean");
    JsonNode train = read(folder.resolve("train.json"));
    JsonNode test = read(folder.resolve("test.json"));
    assertThat(train.get("images").size() + test.get("images").size()).isEqualTo(6);
    assertThat(train.get("images").findValuesAsText("file_name"))
        .doesNotContainAnyElementsOf(test.get("images").findValuesAsText("file_name"));
    assertThat(train.get("annotations").size() + test.get("annotations").size())
        .isEqualTo(read(made.resolve("annotations.json")).get("annotations").size());
    assertThat(read(numbers).at("/test/groups").asInt()).isEqualTo(2);
    Path again = folder.resolve("again.json");
    assertThat(
            Recorded.run("convert", "--data", folder.resolve("test.json"), "--out", again)
                .exitCode())
        .isZero();
  }

  @Test
  void aSplitNeedsAShareBetweenNoneAndAll() {
    Recorded all = Recorded.run("split", "--data", made, "--test", "1", "--out", folder);

    assertThat(all.exitCode()).isEqualTo(2);
    assertThat(all.err()).contains("between 0 and 1").hasLineCount(1);
    assertThat(folder.resolve("train.json")).doesNotExist();
  }

  @Test
  void cocoToYoloAndBackKeepsEveryObject() throws IOException {
    Path yolo = folder.resolve("yolo");
    Path back = folder.resolve("back");

    assertThat(Recorded.run("convert", "--data", made, "--to", "yolo", "--out", yolo).exitCode())
        .isZero();
    assertThat(Recorded.run("convert", "--data", yolo, "--out", back).exitCode()).isZero();
    assertThat(read(back.resolve("annotations.json")).get("annotations"))
        .hasSameSizeAs(read(made.resolve("annotations.json")).get("annotations"));
  }

  @Test
  void proposePrintsTheCeiling() throws IOException {
    Path numbers = folder.resolve("ceiling.json");
    Recorded propose =
        Recorded.run("propose", "--data", made, "--proposals", "grid", "--json", numbers);

    assertThat(propose.exitCode()).isZero();
    assertThat(propose.out()).contains("Proposals from grid", "6 photos", "all objects");
    assertThat(read(numbers).fieldNames())
        .toIterable()
        .contains("photos", "boxesPerPhoto", "recallAt50", "recallAt70", "mabo", "secondsPerPhoto");
    assertThat(propose.out())
        .contains(String.format(Locale.ROOT, "%.3f", read(numbers).get("mabo").asDouble()));
  }

  @Test
  void proposeDrawsWhatIsCoveredWorst() throws IOException {
    Path pictures = folder.resolve("pictures");
    Recorded propose =
        Recorded.run("propose", "--data", made, "--proposals", "grid", "--pictures", pictures);

    assertThat(propose.exitCode()).isZero();
    assertThat(propose.out()).contains(pictures.toString());
    try (Stream<Path> files = Files.list(pictures)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .isNotEmpty()
          .first()
          .asString()
          .matches("01-photo-\\d+\\.jpg");
    }
  }

  @Test
  void numbersDoNotDependOnThreads() throws IOException {
    Path one = folder.resolve("one.json");
    Path two = folder.resolve("two.json");
    Recorded.run("propose", "--data", made, "--proposals", "grid", "--threads", 1, "--json", one);
    Recorded.run("propose", "--data", made, "--proposals", "grid", "--threads", 2, "--json", two);

    assertThat(read(one).get("mabo")).isEqualTo(read(two).get("mabo"));
  }

  @Test
  void unreadablePhotoIsListedAndTheRestGoesOn() throws IOException {
    Path broken = folder.resolve("dataset");
    Recorded.run("synth", "--out", broken, "--photos", 3, "--size", "64x64");
    Files.write(broken.resolve("images/photo-00001.png"), new byte[] {1, 2, 3});

    Recorded propose = Recorded.run("propose", "--data", broken, "--proposals", "grid");

    assertThat(propose.exitCode()).isEqualTo(4);
    assertThat(propose.out()).contains("2 photos");
    assertThat(propose.err())
        .contains(
            "photo-00001.png", "1 photo could not be read (listed above); the others are done");
  }

  @Test
  void perfectDetectionsScoreOne() throws IOException {
    Path detections = folder.resolve("detections.json");
    Files.writeString(detections, truthAsDetections());
    Path numbers = folder.resolve("figures.json");

    Recorded score =
        Recorded.run(
            "score",
            "--truth",
            made,
            "--detections",
            detections,
            "--threshold",
            0.5,
            "--json",
            numbers);

    assertThat(score.exitCode()).isZero();
    assertThat(score.err()).isEmpty();
    assertThat(score.out())
        .containsPattern("AP50 +1.000")
        .contains("photos with objects, all missed");
    assertThat(read(numbers).fieldNames())
        .toIterable()
        .startsWith(
            "AP",
            "AP50",
            "AP75",
            "APs",
            "APm",
            "APl",
            "AR1",
            "AR10",
            "AR100",
            "ARs",
            "ARm",
            "ARl",
            "perClass",
            "objects");
    assertThat(read(numbers).get("AP").asDouble()).isEqualTo(1);
    assertThat(read(numbers).at("/perClass/crack/AP50").asDouble()).isEqualTo(1);
    assertThat(read(numbers).at("/imageLevel/missedCrackRate").asDouble()).isZero();
  }

  private static String truthAsDetections() throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonNode truth : read(made.resolve("annotations.json")).get("annotations")) {
      text.append(text.isEmpty() ? "[" : ",")
          .append("{\"image_id\":" + truth.get("image_id"))
          .append(",\"category_id\":1,\"score\":0.9,\"bbox\":" + truth.get("bbox") + "}");
    }
    return text.append("]").toString();
  }

  @Test
  void badInputIsOneLineWithItsExitCode() throws IOException {
    Path broken = folder.resolve("broken.json");
    Files.writeString(broken, "{\"images\": [\n  {\"id\": 1,]}");
    for (List<Object> line :
        List.<List<Object>>of(
            List.of("propose", "--data", broken),
            List.of("convert", "--data", folder.resolve("none"), "--out", folder.resolve("x")),
            List.of("convert", "--masks", folder.resolve("none"), "--out", folder.resolve("x")),
            List.of("score", "--truth", made, "--detections", broken))) {
      Recorded bad = Recorded.run(line.toArray());

      assertThat(bad.exitCode()).as("%s", line).isEqualTo(3);
      assertThat(bad.out()).isEmpty();
      assertThat(bad.err()).startsWith("faultline: " + folder).hasLineCount(1);
    }
  }

  @Test
  void strictMakesAFindingFatal() throws IOException {
    Path labels = folder.resolve("annotations.json");
    Files.writeString(
        labels,
        Files.readString(made.resolve("annotations.json"))
            .replaceFirst("\"bbox\":\\[[^]]*]", "\"bbox\":[1,1,-3,4]")
            .replaceFirst("\"segmentation\":\\[\\[.*?]]", "\"segmentation\":[]"));
    Object[] line = {
      "convert", "--data", labels, "--images", made, "--out", folder.resolve("out.json")
    };

    Recorded lenient = Recorded.run(line);
    Recorded strict =
        Recorded.run(line[0], line[1], line[2], line[3], line[4], line[5], line[6], "--strict");

    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.err()).contains("dropped", "the run goes on", "because labels were lost");
    assertThat(strict.exitCode()).isEqualTo(3);
    assertThat(strict.err()).startsWith("faultline: " + labels).hasLineCount(1);
  }
}
