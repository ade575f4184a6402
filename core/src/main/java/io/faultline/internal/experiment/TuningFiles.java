package io.faultline.internal.experiment;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.results.Csv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a search leaves in its folder. */
final class TuningFiles {
  private final Path folder;
  private final List<List<String>> lines = new ArrayList<>();

  TuningFiles(Path folder) {
    this.folder = folder;
    List<String> header = new ArrayList<>(List.of("candidate", "round", "epochs", "fold"));
    Stream.of(Setting.values()).map(Setting::column).forEach(header::add);
    header.addAll(List.of("score", "seconds"));
    lines.add(header);
  }

  /** Adds a trial and writes all so far, for those who look while a search runs. */
  void add(Candidate candidate, int rung, int epochs, int fold, double score, double seconds) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                candidate.name(),
                Integer.toString(rung + 1),
                Integer.toString(epochs),
                Integer.toString(fold + 1)));
    Stream.of(Setting.values())
        .map(setting -> setting.text(candidate.config()))
        .forEach(fields::add);
    fields.add(String.format(Locale.ROOT, "%.6f", score));
    fields.add(String.format(Locale.ROOT, "%.1f", seconds));
    lines.add(fields);
    Csv.write(folder.resolve("trials.csv"), lines);
  }

  /** Writes the winner's configuration and the picture. */
  void write(TuningTable table, SuccessiveHalving.Rung first) {
    AtomicFile.write(folder.resolve("best.yaml"), ConfigWriter.yaml(table.best().config()));
    TuningPicture.of(table, first).write(folder.resolve("what-mattered.svg"));
  }

  /** Deletes the folder of a trial that is kept elsewhere, if it is there. */
  static void delete(Path run) {
    if (!Files.exists(run)) {
      return;
    }
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new FaultlineException(Problem.OUTPUT, run + ": cannot be deleted", e);
    }
  }
}
