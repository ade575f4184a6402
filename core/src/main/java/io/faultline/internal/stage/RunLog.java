package io.faultline.internal.stage;

import io.faultline.Progress;
import io.faultline.dataset.Finding;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Passes progress on and keeps what is worth keeping, for the run folder. */
public final class RunLog implements Progress {
  private final Progress next;
  private final LongSupplier nanoTime;
  private final long start;
  private final List<String> lines = new ArrayList<>();

  private String stage = "";

  private RunLog(RunContext context, List<Finding> findings) {
    this.next = context.progress();
    this.nanoTime = context.nanoTime();
    this.start = nanoTime.getAsLong();
    findings.forEach(finding -> add(finding.line()));
  }

  /**
   * Does some work and writes the log of it, also where the work fails.
   *
   * @param findings what was found in the dataset; the log begins with it
   */
  public static <R> R keep(
      Path file, RunContext context, List<Finding> findings, Function<RunContext, R> work) {
    RunLog log = new RunLog(context, findings);
    try {
      return work.apply(context.withProgress(log));
    } finally {
      log.write(file);
    }
  }

  @Override
  public synchronized void begin(String stage, long total, String unit) {
    add(
        stage
            + (stage.equals(this.stage) ? " goes on" : " begins")
            + (total > 0 ? ": " + total + " " + unit : ""));
    this.stage = stage;
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
    stage = "";
    next.end();
  }

  private void add(String line) {
    double seconds = (nanoTime.getAsLong() - start) / 1e9;
    lines.add(String.format(Locale.ROOT, "%9.1f s  %s", seconds, VisibleText.line(line)));
  }

  private synchronized void write(Path file) {
    AtomicFile.write(file, String.join("\n", lines) + "\n");
  }
}
