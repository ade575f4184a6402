package io.faultline.internal.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  enum Sampler {
    SHUFFLE,
    FIXED_FRACTION
  }

  record Focal(double alpha, double gamma) {
    Focal {
      if (!(gamma >= 0)) {
        throw new IllegalArgumentException("gamma must be >= 0");
      }
    }
  }

  record Training(
      int epochs, double positiveIoU, Sampler sampler, Optional<Focal> focal, boolean resume) {
    Training {
      if (!(epochs > 0)) {
        throw new IllegalArgumentException("epochs must be > 0");
      }
    }
  }

  record Grid(List<Integer> sides, double minStride, double maxStride) {
    Grid {
      sides = List.copyOf(sides);
      if (!(minStride <= maxStride)) {
        throw new IllegalArgumentException("min-stride must be <= max-stride");
      }
    }
  }

  record Root(
      long seed, String name, Path cache, Optional<String> note, Training training, Grid grid) {}

  private static final Root DEFAULTS =
      new Root(
          7,
          "plain",
          Path.of("runs/cache"),
          Optional.empty(),
          new Training(12, 0.5, Sampler.SHUFFLE, Optional.of(new Focal(0.25, 2)), true),
          new Grid(List.of(24, 48), 0.2, 0.4));

  @TempDir Path folder;

  private Root yaml(String text) throws IOException {
    return read(text, List.of());
  }

  private Root read(String text, List<String> sets) throws IOException {
    Path file = folder.resolve("run.yaml");
    Files.writeString(file, text);
    return ConfigReader.read(Root.class, DEFAULTS, Optional.of(file), sets);
  }

  private static Root sets(String... sets) {
    return ConfigReader.read(Root.class, DEFAULTS, Optional.empty(), List.of(sets));
  }

  @Test
  void nothingSaidMeansDefaults() throws IOException {
    assertThat(sets()).isEqualTo(DEFAULTS);
    assertThat(yaml("")).isEqualTo(DEFAULTS);
    assertThat(yaml("# only a comment\n")).isEqualTo(DEFAULTS);
  }

  @Test
  void fileReplacesOnlyWhatItNames() throws IOException {
    Root root =
        yaml(
            """
            seed: 99
            training:
              positive-iou: 0.35
              sampler: fixed-fraction
              focal:
                alpha: 6e-1
            grid:
              sides: [96, 160]
            """);

    assertThat(root.seed()).isEqualTo(99);
    assertThat(root.training())
        .isEqualTo(
            new Training(12, 0.35, Sampler.FIXED_FRACTION, Optional.of(new Focal(0.6, 2)), true));
    assertThat(root.grid()).isEqualTo(new Grid(List.of(96, 160), 0.2, 0.4));
    assertThat(root.name()).isEqualTo("plain");
  }

  @Test
  void overridesWinOverTheFileAndLaterOverEarlier() throws IOException {
    Root root =
        read(
            "training:\n  epochs: 3\n",
            List.of("training.epochs=4", "training.epochs=5", "grid.sides=8,16"));

    assertThat(root.training().epochs()).isEqualTo(5);
    assertThat(root.grid().sides()).containsExactly(8, 16);
  }

  @Test
  void valuesThatBelongTogetherMayComeFromTwoPlaces() throws IOException {
    Root root = read("grid:\n  min-stride: 0.5\n", List.of("grid.max-stride=0.6"));

    assertThat(root.grid()).isEqualTo(new Grid(List.of(24, 48), 0.5, 0.6));
  }

  @Test
  void underscoresInNamesAreHyphens() {
    assertThat(sets("training.sampler=fixed_fraction").training().sampler())
        .isEqualTo(Sampler.FIXED_FRACTION);
  }

  @Test
  void optionalIsSwitchedOffAndOn() {
    assertThat(sets("training.focal=off").training().focal()).isEmpty();
    assertThat(sets("training.focal=null").training().focal()).isEmpty();
    assertThat(sets("training.focal={alpha: 1, gamma: 0}").training().focal())
        .contains(new Focal(1, 0));
    assertThat(sets("note=off").note()).as("text has no word for empty").contains("off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epcohs=3|--set training.epcohs=3: unknown key training.epcohs; the nearest is training.epochs",
        "epochs=3|--set epochs=3: unknown key epochs; the nearest is training.epochs",
        "trainig.epochs=3|unknown key trainig; the nearest is training",
        "training.epochs.x=3|training.epochs is a section; it must be a whole number",
        "training.epochs=many|training.epochs is many; it must be a whole number",
        "training.epochs=3.5|training.epochs is 3.5; it must be a whole number",
        "training.epochs=99999999999|it must be a whole number that is not so large",
        "training.epochs=|training.epochs is ; it must be a whole number",
        "training.epochs=0|training.epochs is 0: epochs must be > 0",
        "training.focal.gamma=-1|training.focal.gamma is -1: gamma must be >= 0",
        "training.positive-iou=NaN|training.positive-iou is NaN; it must be a number",
        "training.positive-iou=1e999|training.positive-iou is 1e999; it must be a number",
        "training.resume=yes|training.resume is yes; it must be true or false",
        "training.sampler=random|it must be one of fixed-fraction, shuffle",
        "training=5|training is 5; it must be a section with epochs, positive-iou",
        "grid.sides=8,x|grid.sides[1] is x; it must be a whole number",
        "grid.sides={}|grid.sides is a section; it must be a list",
        "grid.min-stride=0.9|grid.min-stride is 0.9: min-stride must be <= max-stride",
        "seed=null|seed is empty; it must be a whole number",
        "grid.sides=[1|--set grid.sides=[1: is not YAML",
        "seed|--set seed: must have the form path.to.key=value",
        "=3|--set =3: must have the form path.to.key=value",
      })
  void badOverrideIsRefusedInOneLine(String set, String message) {
    assertThatThrownBy(() -> sets(set))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: 1\\ntraining:\\n  epcohs: 3|run.yaml: line 3: unknown key training.epcohs; the nearest is training.epochs",
        "training:\\n  epochs: 0|run.yaml: line 2: training.epochs is 0: epochs must be > 0",
        "seed: 1\\nseed: 2|line 2: key seed is given twice",
        "training: {epochs: 3|is not YAML",
        "- 1\\n- 2|run.yaml: holds a list; it must hold keys with values",
        "seed: &a 1\\nname: *a|line 2: aliases (*a) are not supported",
        "seed: 1\\n---\\nseed: 2|a second document begins",
        "grid: {min-stride: 3, max-stride: 2}|grid.min-stride is 3: min-stride must be <= max-stride",
      })
  void badFileIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> yaml(text.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void missingOrUnreadableFileIsNamed() throws IOException {
    Path missing = folder.resolve("none.yaml");
    assertThatThrownBy(
            () -> ConfigReader.read(Root.class, DEFAULTS, Optional.of(missing), List.of()))
        .hasMessage(missing + ": no such file");
    Path binary = folder.resolve("photo.yaml");
    Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 1});
    assertThatThrownBy(
            () -> ConfigReader.read(Root.class, DEFAULTS, Optional.of(binary), List.of()))
        .hasMessage(binary + ": is not UTF-8 text");
  }

  @Test
  void writesKebabKeysInTheOrderDeclared() {
    assertThat(ConfigWriter.yaml(DEFAULTS))
        .isEqualTo(
            """
            seed: 7
            name: plain
            cache: runs/cache
            note: null
            training:
              epochs: 12
              positive-iou: 0.5
              sampler: shuffle
              focal:
                alpha: 0.25
                gamma: 2.0
              resume: true
            grid:
              sides:
                - 24
                - 48
              min-stride: 0.2
              max-stride: 0.4
            """);
  }

  @ParameterizedTest
  @CsvSource({"3.0E-4, 0.0003", "1.0E7, 10000000", "1.0E-12, 1.0E-12", "0.25, 0.25"})
  void numbersAreWrittenAsPeopleWriteThem(double value, String text) {
    assertThat(ConfigWriter.yaml(new Focal(value, 1)))
        .isEqualTo("alpha: " + text + "\ngamma: 1.0\n");
  }

  @Property(tries = 100)
  void whatIsWrittenReadsBackEqual(
      @ForAll long seed,
      @ForAll @StringLength(max = 20) String name,
      @ForAll Optional<@StringLength(max = 20) String> note,
      @ForAll @DoubleRange(min = -1e12, max = 1e12) double alpha,
      @ForAll @Size(max = 4) List<@IntRange(min = -9) Integer> sides)
      throws IOException {
    String text = printable(name);
    Root root =
        new Root(
            seed,
            text,
            Path.of("a b/" + text.length()),
            note.map(ConfigReaderTest::printable),
            new Training(1, alpha, Sampler.FIXED_FRACTION, Optional.of(new Focal(alpha, 1)), false),
            new Grid(sides, 0, 1e-7));
    Path file = Files.createTempFile("config", ".yaml");
    try {
      Files.writeString(file, ConfigWriter.yaml(root));
      assertThat(ConfigReader.read(Root.class, DEFAULTS, Optional.of(file), List.of()))
          .isEqualTo(root);
    } finally {
      Files.delete(file);
    }
  }

  /** Text that YAML can hold: half a surrogate pair is no character. */
  private static String printable(String text) {
    return text.codePoints()
        .filter(c -> !(c >= 0xD800 && c <= 0xDFFF))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
