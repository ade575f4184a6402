package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad setting ends a command before it reads a photo or makes a folder. */
class SettingsTest {
  @TempDir private Path folder;

  /** The path of every value that {@code config} prints. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>();
    Deque<String> sections = new ArrayDeque<>();
    for (String line : Recorded.run("config").out().split("\n", -1)) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("-")) {
        continue;
      }
      int depth = (line.length() - line.stripLeading().length()) / 2;
      while (sections.size() > depth) {
        sections.removeLast();
      }
      sections.addLast(text.substring(0, text.indexOf(':')));
      keys.add(String.join(".", sections));
    }
    // A section is followed by what is in it; a list by its items.
    List<String> all = List.copyOf(keys);
    keys.removeIf(key -> all.stream().anyMatch(other -> other.startsWith(key + ".")));
    return keys;
  }

  @Test
  void everyKeyIsFound() {
    assertThat(keys()).hasSizeGreaterThan(80).contains("seed", "classifier.xgboost.depth");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void nonsenseEndsATrainingBeforeItBegins(String key) {
    Path out = folder.resolve("run");
    Recorded run =
        Recorded.run("train", "--data", folder, "--out", out, "--set", key + "=nonsense");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--set " + key + "=nonsense: " + key);
    assertThat(out).doesNotExist();
  }

  @Test
  void otherCommandsCheckSettingsFirstToo() {
    Path out = folder.resolve("run");
    String bad = "fine-tune.loss.alpha=2";
    for (String command : List.of("tune", "compare")) {
      Recorded run = Recorded.run(command, "--data", folder, "--out", out, "--set", bad);
      assertThat(run.exitCode()).as(command + run.err()).isEqualTo(2);
      assertThat(run.err()).contains("fine-tune.loss.alpha is 2; it must be <= 1");
      assertThat(out).doesNotExist();
    }
  }
}
