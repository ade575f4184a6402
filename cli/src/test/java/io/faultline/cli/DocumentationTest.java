package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Links lead somewhere, and generated pages are what the code generates. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final String WRITE = "FAULTLINE_WRITE_DOCS";

  static List<Path> pages() {
    return DocsFolder.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsSomewhere(Path page) {
    List<String> broken = new ArrayList<>();
    Matcher links = LINK.matcher(withoutCode(DocsFolder.text(page)));
    while (links.find()) {
      String link = links.group(1);
      if (link.matches("[a-z]+:.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      if (!Files.exists(target)
          || (parts.length == 2 && !anchors(DocsFolder.text(target)).contains(parts[1]))) {
        broken.add(link);
      }
    }
    assertThat(broken).as(page.toString()).isEmpty();
  }

  private static String withoutCode(String text) {
    return text.replaceAll("(?s)```.*?```", "").replaceAll("`[^`\n]*`", "``");
  }

  /** Anchors of headings, as GitHub makes them. */
  private static Set<String> anchors(String text) {
    return HEADING
        .matcher(text.replaceAll("(?s)```.*?```", ""))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Sentences that readers from outside did not understand. */
  private static final List<String> RIDDLES =
      List.of(
          "chose nothing",
          "do not tell from the highest",
          "hand these in",
          "has more of them",
          "if by half",
          "in whole places",
          "not told apart",
          "nothing speaks of",
          "one of boldness",
          "paid for",
          "published series",
          "takes score from",
          "what the first step sees");

  @Test
  void noPageAndNoSourceSpeaksInRiddles() throws IOException {
    List<Path> files = new ArrayList<>(DocsFolder.pages());
    files.remove(DocsFolder.page("CHANGELOG.md")); // It says what a message was before.
    for (String module : List.of("core", "server", "cli")) {
      try (Stream<Path> sources = Files.walk(DocsFolder.page(module + "/src/main"))) {
        sources.filter(file -> file.toString().matches(".*\\.(java|yaml|tsv)")).forEach(files::add);
      }
    }
    for (Path file : files) {
      String text =
          DocsFolder.text(file)
              .replaceAll("\"\\s*\\+\\s*\"|\n\\s*\\*|\\s+", " ")
              .replace("  ", " ");
      assertThat(text.toLowerCase(Locale.ROOT)).as(file.toString()).doesNotContain(RIDDLES);
    }
  }

  @Test
  void theReadmeIsShort() {
    assertThat(DocsFolder.text(DocsFolder.page("README.md")).lines().count())
        .isLessThanOrEqualTo(60);
  }

  @Test
  void theListOfDecisionsIsWhole() throws IOException {
    String list = DocsFolder.text(DocsFolder.page("docs/decisions/README.md"));
    try (var pages = Files.list(DocsFolder.page("docs/decisions"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .allSatisfy(name -> assertThat(list + "README.md").contains(name));
    }
  }

  @Test
  void theSettingsPageIsGenerated() throws IOException {
    assertGenerated("docs/reference/settings.md", Recorded.run("config", "--reference").out());
  }

  @Test
  void theCommandsPageIsGenerated() throws IOException {
    Shell shell =
        Shell.plain(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), () -> 0);
    StringBuilder page =
        new StringBuilder(
            "# Commands\n\nWhat `./faultline COMMAND --help` prints. Words are explained in the"
                + " [glossary](../glossary.md).\n");
    page.append("\n```text\n").append(Recorded.run("--help").out()).append("```\n");
    append(page, List.of(), new CommandLine(new Faultline(shell)));
    assertGenerated("docs/reference/commands.md", page.toString());
  }

  /** The help of all commands below this one. */
  private static void append(StringBuilder page, List<String> path, CommandLine parent) {
    parent
        .getSubcommands()
        .forEach(
            (name, command) -> {
              List<String> words = new ArrayList<>(path);
              words.add(name);
              page.append("\n## ").append(String.join(" ", words)).append("\n\n```text\n");
              page.append(help(words)).append("```\n");
              append(page, words, command);
            });
  }

  private static String help(List<String> command) {
    return Recorded.run(Stream.concat(command.stream(), Stream.of("--help")).toArray()).out();
  }

  private static void assertGenerated(String name, String text) throws IOException {
    Path page = DocsFolder.page(name);
    if (System.getenv(WRITE) != null) {
      Files.writeString(page, text);
    }
    assertThat(DocsFolder.text(page))
        .as("run this test once with the environment variable " + WRITE + "=1 to write " + name)
        .isEqualTo(text);
  }
}
