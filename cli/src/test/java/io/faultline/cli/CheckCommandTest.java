package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void makePhotos() {
    Recorded synth =
        Recorded.run("synth", "--out", made, "--photos", 8, "--size", "96x64", "--seed", 3);
    assertThat(synth.exitCode()).isZero();
  }

  @Test
  void aSoundDatasetPassesStrict() throws IOException {
    Path numbers = folder.resolve("check.json");
    Recorded check = Recorded.run("check", "--data", made, "--strict", "--json", numbers);

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out()).contains("crack", "Photo sizes: 8 of 96x64").contains(" ##");
    assertThat(check.err()).contains("8 photos");
    assertThat(JSON.readTree(numbers.toFile()).get("faults").asInt()).isZero();
  }

  @Test
  void aSetAgainstItselfIsALeakAndStrictFails() throws IOException {
    Recorded check = Recorded.run("check", "--data", made, "--against", made);
    String name = made.getFileName().toString();

    assertThat(check.exitCode()).as(check.err()).isZero();
    String words = check.out().replaceAll("\\s+", " ");
    assertThat(words)
        .contains("8 of 8 photos of " + name + " (2) are also in " + name + ". 8 faults");
    assertThat(Recorded.run("check", "--data", made, "--against", made, "--strict").exitCode())
        .isEqualTo(3);
  }

  @Test
  void theSplitsOfSplitShareNothingUntilAPhotoIsInBoth() throws IOException {
    Path split = folder.resolve("split");
    Recorded.run("split", "--data", made, "--out", split, "--group", "photo");
    Recorded clean = Recorded.run("check", "--data", split, "--strict");
    assertThat(clean.exitCode()).as(clean.out() + clean.err()).isZero();
    assertThat(clean.out()).contains("train ", "test ");

    ObjectNode train = (ObjectNode) JSON.readTree(split.resolve("train.json").toFile());
    ObjectNode test = (ObjectNode) JSON.readTree(split.resolve("test.json").toFile());
    ((ArrayNode) test.get("images"))
        .add(((ObjectNode) train.at("/images/0").deepCopy()).put("id", 99));
    JSON.writeValue(split.resolve("test.json").toFile(), test);
    Recorded leak = Recorded.run("check", "--data", split, "--strict");
    assertThat(leak.exitCode()).isEqualTo(3);
    assertThat(leak.out().replaceAll("\\s+", " "))
        .contains("1 of " + test.get("images").size() + " photos of test is also in train");
  }

  @Test
  void pageTerminalAndProgramsReadTheSameNumbers() throws IOException {
    Path page = folder.resolve("check.html");
    Path numbers = folder.resolve("check.json");
    Recorded check =
        Recorded.run("check", "--data", made, "--against", made, "--html", page, "--json", numbers);
    JsonNode json = JSON.readTree(numbers.toFile());
    String html = Files.readString(page);

    assertThat(check.exitCode()).isZero();
    int leaks = json.at("/counts/leak").asInt();
    assertThat(leaks).isEqualTo(8);
    assertThat(json.at("/findings").findValuesAsText("rule")).filteredOn("leak"::equals).hasSize(8);
    assertThat(check.out()).containsPattern("Photos in more than one set +" + leaks + " +fault");
    assertThat(html).contains("Photos in more than one set: " + leaks + "</h2>");
    assertThat(html)
        .contains("<td>Photos in more than one set</td><td>fault</td><td class=\"n\">8<");
    for (JsonNode set : json.get("sets")) {
      long objects = set.get("objects").asLong();
      long drawn = 0;
      for (JsonNode bin : set.get("objectSizes")) {
        drawn += bin.get("objects").asLong();
      }
      assertThat(drawn).isEqualTo(objects);
      assertThat(check.out()).containsPattern("all +8 +" + objects);
      assertThat(html).contains("<td>all</td><td class=\"n\">8</td><td class=\"n\">" + objects);
    }
    Matcher pictures = Pattern.compile("src=\"data:image/jpeg;base64,").matcher(html);
    assertThat(pictures.results().count()).isBetween(8L, 40L);
    assertThat(html).doesNotContain("https:", "src=\"http", "href=\"http", "<script", "url(");
  }

  @Test
  void hostileNamesStayNames() throws IOException {
    String name = "<img src=x onerror=alert(1)>&'\u202e.png";
    Path data = Files.createDirectories(folder.resolve("<b>"));
    ObjectNode coco = (ObjectNode) JSON.readTree(made.resolve("annotations.json").toFile());
    Path photo = made.resolve(coco.at("/images/0/file_name").asText());
    Files.copy(photo, data.resolve(name));
    ObjectNode image = (ObjectNode) coco.at("/images/0").deepCopy();
    image.put("file_name", name);
    ObjectNode hostile = JSON.createObjectNode();
    hostile.putArray("images").add(image);
    hostile.putArray("annotations");
    hostile.putArray("categories").addObject().put("id", 1).put("name", "<script>");
    JSON.writeValue(data.resolve("annotations.json").toFile(), hostile);
    Path page = folder.resolve("check.html");

    Recorded check = Recorded.run("check", "--data", data, "--html", page, "-v");

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(Files.readString(page))
        .contains("&lt;img src=x")
        .doesNotContain("<img src=x", "<script", "\u202e");
    assertThat(check.out()).contains("Photos without labels").doesNotContain("\u202e");
  }

  @Test
  void masksAreCheckedToo() {
    Recorded check =
        Recorded.run("check", "--masks", made.resolve("masks"), "--images", made.resolve("images"));

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out()).contains("Photo sizes: 8 of 96x64");
  }

  @Test
  void whatCannotBeCheckedIsAFault() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(Recorded.run("check", "--data", empty).exitCode()).isEqualTo(3);
    assertThat(Recorded.run("check").exitCode()).isEqualTo(2);
    assertThat(Recorded.run("check", "--data", made, "--masks", made).exitCode()).isEqualTo(2);
    assertThat(Recorded.run("check", "--masks", made, "--split", "train").exitCode()).isEqualTo(2);
  }

  @Test
  void photosThatCannotBeReadAreListed() throws IOException {
    ObjectNode coco = (ObjectNode) JSON.readTree(made.resolve("annotations.json").toFile());
    Path data = Files.createDirectories(folder.resolve("broken"));
    for (JsonNode image : coco.get("images")) {
      Path photo = data.resolve(image.get("file_name").asText());
      Files.createDirectories(photo.getParent());
      byte[] bytes = Files.readAllBytes(made.resolve(image.get("file_name").asText()));
      Files.write(photo, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
    JSON.writeValue(data.resolve("annotations.json").toFile(), coco);

    Recorded check = Recorded.run("check", "--data", data, "--html", folder.resolve("page.html"));

    assertThat(check.exitCode()).as(check.err()).isZero();
    assertThat(check.out()).containsPattern("Photos that cannot be read +8 +fault");
  }
}
