package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.internal.bundle.BuiltInModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command block of the tutorial, the README and the how-to pages, one after the other in
 * one folder, on few small photos and with a network that is too small to be good. A block that
 * stands under {@code <!-- skipped: reason -->} is not run.
 */
class DocumentedCommandsTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)(<!-- skipped: [^>]+ -->\n)?```sh\n(.*?)```");

  /** Options whose values are places. */
  private static final Set<String> PLACES =
      Set.of(
          "--against",
          "--config",
          "--crops",
          "--data",
          "--html",
          "--images",
          "--json",
          "--masks",
          "--model",
          "--out",
          "--pictures",
          "--trace",
          "--truth");

  /** Options without a value that the pages use. */
  private static final Set<String> SWITCHES = Set.of("--outside", "--strict", "--version");

  /** What replaces the value of an option, so that the commands are quick. */
  private static final Map<String, String> SMALLER = Map.of("--photos", "14");

  private static final List<String> SMALL_NETWORK =
      Stream.of(
              "network.cut-after=layer1",
              "network.hidden=8",
              "network.grid-side=2",
              "proposals.generators=grid",
              "proposals.budget=40",
              "fine-tune.epochs=1",
              "fine-tune.shared.min-steps-per-epoch=1",
              "classifier.xgboost.trees=2",
              "classifier.lightgbm.trees=2",
              "data.held-out=0.4")
          .flatMap(set -> Stream.of("--set", set))
          .toList();

  @TempDir private Path folder;

  @Test
  void everyCommandOfThePagesRuns() {
    for (String own : List.of("new-photos", "photos")) {
      Object[] made = words("./faultline synth --out " + own + " --photos 2");
      assertThat(Recorded.run(made).exitCode()).isZero();
    }
    List<Path> pages = new ArrayList<>();
    pages.add(DocsFolder.page("docs/start.md"));
    pages.add(DocsFolder.page("README.md"));
    DocsFolder.pages().stream()
        .filter(page -> page.toString().contains("how-to"))
        .forEach(pages::add);
    int commands = 0;
    for (Path page : pages) {
      for (String command : commands(DocsFolder.text(page))) {
        Recorded run = Recorded.run(words(command));
        assertThat(run.exitCode())
            .as(page.getFileName() + ": " + command + "\n" + run.err() + run.out())
            .isZero();
        commands++;
      }
    }
    assertThat(commands).isGreaterThan(20);
  }

  /** The commands of a page, without remarks and with continued lines joined. */
  private static List<String> commands(String page) {
    List<String> commands = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(page);
    while (blocks.find()) {
      if (blocks.group(1) == null) {
        blocks
            .group(2)
            .replace("\\\n", " ")
            .lines()
            .map(line -> line.replaceFirst("(^| {2,})#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .forEach(commands::add);
      }
    }
    return commands;
  }

  /** The words of a command line, with places inside the folder of this test. */
  private Object[] words(String line) {
    String[] words = line.split(" +", -1);
    assertThat(words[0]).as(line).isEqualTo("./faultline");
    List<String> all = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      String before = words[i - 1];
      boolean value = before.startsWith("--") && !SWITCHES.contains(before);
      boolean builtIn = before.equals("--model") && BuiltInModels.names().contains(words[i]);
      if (i == 1 || builtIn || words[i].startsWith("--") || (value && !PLACES.contains(before))) {
        all.add(value && SMALLER.containsKey(before) ? SMALLER.get(before) : words[i]);
      } else {
        all.add(folder.resolve(words[i]).toString());
      }
    }
    if (all.get(0).equals("train")) {
      all.addAll(SMALL_NETWORK);
    } else if (all.get(0).equals("synth")) {
      all.addAll(List.of("--size", "64x64"));
    }
    if (all.get(0).equals("detect") && !all.contains("--out")) {
      all.addAll(List.of("--out", folder.resolve("found").toString()));
    }
    return all.toArray();
  }
}
