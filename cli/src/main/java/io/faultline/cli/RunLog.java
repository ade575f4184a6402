package io.faultline.cli;

import io.faultline.Progress;
import io.faultline.dataset.Finding;
import io.faultline.provenance.AtomicFile;
import io.faultline.report.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Passes progress on and keeps what is worth keeping, for the run folder. */
final class RunLog implements Progress {
  private final Progress next;
  private final Shell shell;
  private final long start;
  private final List<String> lines = new ArrayList<>();

  private String stage = "";

  /** A log that starts now, with what was found in the dataset. */
  RunLog(Progress next, Shell shell, List<Finding> findings) {
    this.next = next;
    this.shell = shell;
    this.start = shell.nanoClock().getAsLong();
    findings.forEach(finding -> add(finding.line()));
  }

  @Override
  public synchronized void begin(String stage, long total, String unit) {
    this.stage = stage;
    add(stage + " begins" + (total > 0 ? ": " + total + " " + unit : ""));
    next.begin(stage, total, unit);
  }

  @Override
  public void advance(long done) {
    next.advance(done);
  }

  @Override
  public synchronized void note(String line) {
    add(line);
    next.note(line);
  }

  @Override
  public synchronized void end() {
    add(stage + " ends");
    next.end();
  }

  private void add(String line) {
    lines.add(
        String.format(
            Locale.ROOT, "%9.1f s  %s", shell.secondsSince(start), VisibleText.line(line)));
  }

  /** Writes what was kept. */
  synchronized void write(Path file) {
    AtomicFile.write(file, String.join("\n", lines) + "\n");
  }
}
