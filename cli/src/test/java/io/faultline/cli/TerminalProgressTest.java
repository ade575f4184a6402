package io.faultline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  private TerminalProgress progress(boolean live, int columns) {
    PrintWriter out = new PrintWriter(new StringWriter());
    return new TerminalProgress(
        new Shell(out, new PrintWriter(err), live, false, false, columns, nanos::get, Map.of()));
  }

  private void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  /** What a terminal shows of this output: each line after its last return to the start. */
  private String screen() {
    StringBuilder shown = new StringBuilder();
    for (String line : err.toString().split("\n", -1)) {
      shown.append(line.substring(line.lastIndexOf("\r\033[K") + 1).replace("\033[K", ""));
      shown.append('\n');
    }
    return shown.toString();
  }

  @Test
  void terminalShowsBarCountRateAndTimeLeft() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("proposals", 40, "photos");
    pass(2);
    progress.advance(10);
    progress.tick();

    assertThat(screen())
        .isEqualTo(
            "  proposals              ######------------------ 10/40 photos  5.0/s  6.0 s left\n");
  }

  @Test
  void finishedStageLeavesOneLine() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("proposals", 40, "photos");
    pass(20);
    progress.advance(40);
    progress.tick();
    progress.end();

    assertThat(screen())
        .isEqualTo("* proposals                   20 s           40 photos  2.0/s\n\n");
  }

  @Test
  void aNewTotalKeepsCountAndPace() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("fine-tuning", 400, "steps");
    pass(10);
    progress.advance(100);
    progress.begin("fine-tuning", 200, "steps");
    progress.tick();

    assertThat(screen())
        .contains("100/200 steps  10.0/s  10 s left")
        .doesNotContain("* fine-tuning");
  }

  @Test
  void narrowTerminalIsNeverWrapped() {
    for (int columns = 40; columns < 100; columns++) {
      TerminalProgress progress = progress(true, columns);
      progress.begin("a stage with a rather long name", 4_000_000, "photographs");
      pass(100);
      progress.advance(123_456);
      progress.tick();
      assertThat(screen().strip()).hasSizeLessThan(columns);
      progress.close();
    }
  }

  @Test
  void noteStandsAboveTheLine() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("training", 2, "epochs");
    pass(1);
    progress.note("epoch 1: loss 0.5");

    assertThat(screen())
        .isEqualTo(
            "epoch 1: loss 0.5\n  training               ------------------------ 0/2 epochs\n");
  }

  @Test
  void closingTakesTheUnfinishedLineAway() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("proposals", 40, "photos");
    progress.close();

    assertThat(screen()).isEqualTo("\n");
  }

  @Test
  void logGetsPlainLinesEveryFewSeconds() {
    TerminalProgress progress = progress(false, 100);
    progress.begin("proposals", 100, "photos");
    for (int i = 1; i <= 10; i++) {
      pass(1);
      progress.advance(10L * i);
      progress.tick();
    }
    progress.note("two photos are clean");
    progress.end();

    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            proposals: 50/100 photos, 10.0/s, 5.0 s left
            proposals: 100/100 photos, 10.0/s
            two photos are clean
            proposals: 100 photos in 10 s (10.0/s)
            """);
  }

  @Test
  void unknownTotalShowsCountOrTime() {
    TerminalProgress progress = progress(true, 100);
    progress.begin("reading", 0, "photos");
    pass(4);
    progress.tick();
    assertThat(screen()).isEqualTo("  reading                4.0 s\n");
    progress.advance(8);
    progress.tick();
    assertThat(screen()).isEqualTo("  reading                8 photos  2.0/s\n");
  }

  @Test
  void quickWorkInALogIsOneLine() {
    TerminalProgress progress = progress(false, 100);
    progress.begin("masks", 3, "photos");
    progress.advance(3);
    progress.end();

    assertThat(err.toString()).isEqualToNormalizingNewlines("masks: 3 photos in 0.0 s\n");
  }
}
