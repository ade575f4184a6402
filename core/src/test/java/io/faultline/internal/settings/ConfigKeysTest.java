package io.faultline.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.binding.RecordShape;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key of a run's configuration is checked when it is read, and messages name real keys. */
class ConfigKeysTest {
  /** Every whole number is a seed. */
  private static final Set<String> ANY_NUMBER = Set.of("seed", "classifier.svm.seed");

  @TempDir Path folder;

  /** A key that holds a value. */
  record Leaf(String path, Class<?> type) {
    boolean isNumber() {
      return type == int.class || type == long.class || Number.class.isAssignableFrom(type);
    }

    @Override
    public String toString() {
      return path;
    }
  }

  static List<Leaf> leaves() {
    return leaves(PipelineConfig.class, "");
  }

  private static List<Leaf> leaves(Class<?> type, String prefix) {
    List<Leaf> leaves = new ArrayList<>();
    RecordShape shape = new RecordShape(type);
    for (int i = 0; i < shape.keys().size(); i++) {
      String path = prefix + shape.keys().get(i);
      Class<?> inner = plain(shape.type(i));
      leaves.addAll(inner.isRecord() ? leaves(inner, path + ".") : List.of(new Leaf(path, inner)));
    }
    return leaves;
  }

  private static Class<?> plain(Type type) {
    return type instanceof ParameterizedType generic
        ? plain(generic.getActualTypeArguments()[0])
        : (Class<?>) type;
  }

  static Stream<Leaf> numbers() {
    return leaves().stream()
        .filter(Leaf::isNumber)
        .filter(leaf -> !ANY_NUMBER.contains(leaf.path()));
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void nonsenseIsRefusedWithFileLineAndKey(Leaf leaf) throws IOException {
    assertThatThrownBy(() -> read(leaf, "nonsense"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageStartingWith(place(leaf) + leaf.path())
        .hasMessageContaining(" is nonsense");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersHaveARangeThatIsCheckedWithFileLineAndKey(Leaf leaf) {
    List<String> refused = new ArrayList<>();
    for (String extreme : List.of("-1000000007", "1000000007")) {
      try {
        read(leaf, extreme);
      } catch (FaultlineException e) {
        assertThat(e.problem()).isEqualTo(Problem.USAGE);
        assertThat(e).hasMessageStartingWith(place(leaf) + leaf.path() + " is ");
        refused.add(extreme);
      }
    }
    assertThat(refused).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fine-tune.loss.alpha|2|fine-tune.loss.alpha is 2; it must be <= 1, negative = off",
        "fine-tune.loss.positive-weight|-1|fine-tune.loss.positive-weight is -1; it must be > 0",
        "data.group|regex:(|data.group is regex:(: group rule is regex:(; the pattern is broken",
        "proposals.generators|rdige|did you mean 'ridge'?",
        "classifier.xgboost.depth|99|classifier.xgboost.depth is 99; it must be 1 to 16",
        "classifier.xgboost.seed|-1|classifier.xgboost.seed is -1; it must be 0 to 2147483647",
        "network.weights|resnet50-imagenet|network.weights is resnet50-imagenet",
        "region.negatives.count|-1|region.negatives.count is -1; it must be >= 0",
        "fine-tune.accumulate|1000000|a step of the shared regime has 256,000,000 regions",
      })
  void whatOnceFailedAfterMinutesFailsAtOnce(String path, String value, String message) {
    Leaf leaf = new Leaf(path, String.class);
    assertThatThrownBy(() -> read(leaf, value))
        .hasMessageStartingWith(place(leaf))
        .hasMessageContaining(message);
  }

  private PipelineConfig read(Leaf leaf, String value) {
    try {
      Files.writeString(file(), yaml(leaf.path(), value));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return ConfigReader.read(
        PipelineConfig.class, PipelineConfig.DEFAULT, Optional.of(file()), List.of());
  }

  private Path file() {
    return folder.resolve("run.yaml");
  }

  private String place(Leaf leaf) {
    return file() + ": line " + leaf.path().split("\\.", -1).length + ": ";
  }

  /** One key a line. */
  private static String yaml(String path, String value) {
    StringBuilder text = new StringBuilder();
    String[] keys = path.split("\\.", -1);
    for (int i = 0; i < keys.length; i++) {
      text.append("  ".repeat(i)).append(keys[i]).append(i + 1 < keys.length ? ":\n" : ": ");
    }
    return text.append(value).append('\n').toString();
  }

  /** Texts of the program and its documents that look like a key are one. */
  @Test
  void noTextNamesAKeyThatDoesNotExist() throws IOException {
    Set<String> known = new TreeSet<>(RecordShape.paths(PipelineConfig.class, ""));
    String sections =
        String.join("|", new RecordShape(PipelineConfig.class).keys()).replace("seed|", "");
    Pattern key =
        Pattern.compile("(?<![\\w./-])(" + sections + ")((?:\\.[a-z][a-z0-9-]*)+)(?![\\w(])");
    Pattern file = Pattern.compile(".*\\.(txt|ubj|pkl|ya?ml|safetensors|bin|json|csv)");
    Set<String> unknown = new TreeSet<>();
    int found = 0;
    for (Path text : texts()) {
      boolean java = text.toString().endsWith(".java");
      for (String line : Files.readAllLines(text)) {
        Matcher matcher = key.matcher(java ? literals(line) : line);
        while (matcher.find()) {
          found++;
          if (!known.contains(matcher.group()) && !file.matcher(matcher.group()).matches()) {
            unknown.add(text.getFileName() + ": " + matcher.group());
          }
        }
      }
    }
    assertThat(found).isGreaterThan(50);
    // A tensor of the bundle, no key.
    assertThat(unknown)
        .allMatch(one -> one.endsWith("regression.weight") || one.endsWith("regression.bias"));
  }

  private static String literals(String line) {
    Matcher matcher = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(line);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      text.append(matcher.group(1)).append('\n');
    }
    return text.toString();
  }

  private static List<Path> texts() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(root.resolve("core/src/main/java"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    List<Path> texts = new ArrayList<>(List.of(root.resolve("README.md")));
    for (String place : List.of("core/src/main", "cli/src/main", "docs")) {
      try (Stream<Path> files = Files.walk(root.resolve(place))) {
        files.filter(file -> file.toString().matches(".*\\.(java|md)")).forEach(texts::add);
      }
    }
    return texts;
  }
}
