package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what a command did against what a case of the corpus expects:
 *
 * <ul>
 *   <li>{@code exit}: the exit code (default 0), or a list of those allowed;
 *   <li>{@code objects}: every photo of the written COCO files by its name without folders, and its
 *       number of objects, crowds left out; checked where the exit code is 0;
 *   <li>{@code boxes}: by photo, its boxes {@code [x, y, width, height]} to half a pixel;
 *   <li>{@code says}: lists of words; for each list, one line printed holds all its words;
 *   <li>{@code not}: words that no line holds;
 *   <li>{@code quiet}: nothing is on the error stream;
 *   <li>{@code verdicts}: every photo of {@code detections.json} and its verdict;
 *   <li>{@code together}: lists of photos that {@code split} leaves on one side.
 *   <li>{@code files-after}: files and a text that they hold afterwards; null: no such file.
 * </ul>
 *
 * Whatever a case expects: the exit code is never 1, no line speaks of a fault of Faultline itself,
 * no character printed steers a terminal or turns the text around, and no cell of a table is a
 * formula.
 */
final class CaseCheck {
  /** The fields above. */
  static final Set<String> FIELDS =
      Set.of(
          "exit",
          "objects",
          "boxes",
          "says",
          "not",
          "quiet",
          "verdicts",
          "together",
          "files-after",
          "run");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern STEERING =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

  /** A cell that begins as a formula does and is no number. */
  private static final Pattern FORMULA =
      Pattern.compile("(^|,)\"?[=+@-](?![\\d.]+(e-?\\d+)?(,|$))");

  private final ObjectNode expected;
  private final Recorded run;
  private final Path in;
  private final Path out;

  CaseCheck(ObjectNode expected, Recorded run, Path in, Path out) {
    this.expected = expected;
    this.run = run;
    this.in = in;
    this.out = out;
  }

  void all() throws IOException {
    String printed = run.out() + run.err();
    exitCode();
    assertThat(printed).doesNotContain("a fault of Faultline itself", "Exception");
    assertThat(STEERING.matcher(printed).find()).as("prints no steering character").isFalse();
    if (expected.path("quiet").asBoolean()) {
      assertThat(run.err()).isEmpty();
    }
    for (JsonNode words : expected.path("says")) {
      says(words, printed);
    }
    for (JsonNode word : expected.path("not")) {
      assertThat(printed).doesNotContain(word.asText());
    }
    if (run.exitCode() == 0 || run.exitCode() == 4) {
      written();
    }
    noFormulas();
    for (Map.Entry<String, JsonNode> file : expected.path("files-after").properties()) {
      fileAfter(file.getKey(), file.getValue());
    }
  }

  private void exitCode() {
    JsonNode exit = expected.path("exit");
    List<Integer> allowed = new ArrayList<>();
    exit.forEach(code -> allowed.add(code.asInt()));
    if (allowed.isEmpty()) {
      allowed.add(exit.asInt(0));
    }
    assertThat(run.exitCode()).as("exit code").isIn(allowed);
  }

  private static void says(JsonNode words, String printed) {
    List<String> all = new ArrayList<>();
    words.forEach(word -> all.add(word.asText()));
    assertThat(printed.lines())
        .as("one line says %s", all)
        .anyMatch(line -> all.stream().allMatch(line::contains));
  }

  private void written() throws IOException {
    Map<String, List<JsonNode>> boxes = new TreeMap<>();
    Map<String, String> sides = new TreeMap<>();
    for (String name : List.of("annotations.json", "train.json", "test.json")) {
      if (Files.exists(out.resolve(name))) {
        read(name, boxes, sides);
      }
    }
    if (expected.has("objects")) {
      Map<String, Integer> counts = new TreeMap<>();
      boxes.forEach((photo, list) -> counts.put(photo, list.size()));
      Map<String, Integer> wanted = new TreeMap<>();
      expected
          .get("objects")
          .properties()
          .forEach(photo -> want(photo.getKey(), photo.getValue().asText(), counts, wanted));
      assertThat(counts).as("objects of each photo").isEqualTo(wanted);
    }
    for (Map.Entry<String, JsonNode> photo : expected.path("boxes").properties()) {
      sameBoxes(photo.getKey(), photo.getValue(), boxes.getOrDefault(photo.getKey(), List.of()));
    }
    for (JsonNode group : expected.path("together")) {
      Set<String> of = new java.util.TreeSet<>();
      group.forEach(photo -> of.add(sides.getOrDefault(photo.asText(), "nowhere")));
      assertThat(of).as("sides of %s", group).hasSize(1);
    }
    if (expected.has("verdicts")) {
      Map<String, String> verdicts = new TreeMap<>();
      for (JsonNode photo : JSON.readTree(out.resolve("detections.json").toFile())) {
        verdicts.put(photo.get("photo").asText(), photo.get("verdict").asText());
      }
      Map<String, String> wanted = new TreeMap<>();
      expected
          .get("verdicts")
          .properties()
          .forEach(photo -> wanted.put(photo.getKey(), photo.getValue().asText()));
      assertThat(verdicts).as("verdicts").isEqualTo(wanted);
    }
  }

  /** {@code 1} is one object, {@code 1?} one or no such photo, {@code 1+?} the same or more. */
  private static void want(
      String photo, String count, Map<String, Integer> found, Map<String, Integer> wanted) {
    int there = found.getOrDefault(photo, -1);
    boolean free = count.endsWith("?") && there < 0;
    int least = Integer.parseInt(count.replaceAll("[+?]", ""));
    if (!free) {
      wanted.put(photo, count.contains("+") ? Math.max(least, there) : least);
    }
  }

  private void read(String name, Map<String, List<JsonNode>> boxes, Map<String, String> sides)
      throws IOException {
    JsonNode coco = JSON.readTree(out.resolve(name).toFile());
    Map<Long, String> names = new TreeMap<>();
    for (JsonNode image : coco.get("images")) {
      String file = image.get("file_name").asText();
      String photo = file.substring(file.lastIndexOf('/') + 1);
      names.put(image.get("id").asLong(), photo);
      boxes.putIfAbsent(photo, new ArrayList<>());
      sides.put(photo, name);
    }
    for (JsonNode one : coco.get("annotations")) {
      if (one.path("iscrowd").asInt() == 0 && !one.path("bbox").isEmpty()) {
        String photo = Objects.requireNonNull(names.get(one.get("image_id").asLong()));
        Objects.requireNonNull(boxes.get(photo)).add(one.get("bbox"));
      }
    }
  }

  private static void sameBoxes(String photo, JsonNode wanted, List<JsonNode> found) {
    assertThat(found).as("boxes of %s", photo).hasSize(wanted.size());
    for (int i = 0; i < found.size(); i++) {
      for (int k = 0; k < 4; k++) {
        assertThat(found.get(i).get(k).asDouble())
            .as("box %d of %s: %s", i, photo, found.get(i))
            .isCloseTo(wanted.get(i).get(k).asDouble(), within(0.51));
      }
    }
  }

  private void noFormulas() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      for (Path table : files.filter(file -> file.toString().endsWith(".csv")).toList()) {
        for (String line : Files.readAllLines(table)) {
          assertThat(FORMULA.matcher(line).find()).as("%s: %s", table, line).isFalse();
        }
      }
    }
  }

  private void fileAfter(String name, JsonNode holds) throws IOException {
    Path file = Path.of(name.replace("{in}", in.toString()).replace("{out}", out.toString()));
    if (holds.isNull()) {
      assertThat(Files.exists(file)).as("%s is there", name).isFalse();
    } else {
      assertThat(file).content().contains(holds.asText());
    }
  }
}
