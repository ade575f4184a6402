package io.faultline.cli;

import io.faultline.Progress;
import io.faultline.internal.text.VisibleText;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Draws long work. On a terminal one line is redrawn a few times a second and stays, shortened,
 * when its stage ends; elsewhere a plain line comes every few seconds. Notes come as lines of their
 * own.
 */
final class TerminalProgress implements Progress, AutoCloseable {
  private static final long REDRAW_MILLIS = 150;
  private static final double PLAIN_SECONDS = 5;
  private static final int STAGE_WIDTH = 22;
  private static final int BAR_WIDTH = 24;

  private final Shell shell;
  private final PrintWriter err;
  private final PrintWriter screen;

  private boolean active;
  private String stage = "";
  private String unit = "";
  private long total;
  private long done;
  private long began;
  private long lastPlain;
  private boolean drawn;

  /** A progress that redraws only when {@link #tick} is called. */
  TerminalProgress(Shell shell) {
    this.shell = shell;
    this.err = shell.err();
    this.screen = shell.screen();
  }

  /** Work that redraws itself by a thread of its own until it is closed. */
  interface Running extends Progress, AutoCloseable {
    @Override
    void close();
  }

  /** Starts drawing. */
  static Running start(Shell shell) {
    TerminalProgress progress = new TerminalProgress(shell);
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        ticker.scheduleAtFixedRate(
            progress::tick, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    return new Running() {
      @Override
      public void begin(String stage, long total, String unit) {
        progress.begin(stage, total, unit);
      }

      @Override
      public void advance(long done) {
        progress.advance(done);
      }

      @Override
      public void note(String line) {
        progress.note(line);
      }

      @Override
      public void end() {
        progress.end();
      }

      @Override
      public void close() {
        ticker.shutdownNow();
        progress.close();
      }
    };
  }

  @Override
  public synchronized void begin(String stage, long total, String unit) {
    String name = VisibleText.line(stage);
    if (active && name.equals(this.stage)) {
      this.total = total;
      return;
    }
    if (active) {
      end();
    }
    this.stage = name;
    this.total = total;
    this.unit = unit;
    done = 0;
    began = shell.nanoClock().getAsLong();
    lastPlain = began;
    active = true;
    if (shell.live()) {
      draw();
    }
  }

  @Override
  public synchronized void advance(long done) {
    this.done = done;
  }

  @Override
  public synchronized void note(String line) {
    clear();
    err.println(line);
    if (active && shell.live()) {
      draw();
    }
    err.flush();
  }

  @Override
  public synchronized void end() {
    if (!active) {
      return;
    }
    active = false;
    clear();
    double seconds = shell.secondsSince(began);
    String amount = done > 0 ? Figures.count(done) + " " + unit : "";
    String pace = done > 1 && seconds >= 0.5 ? Figures.rate(done / seconds) : "";
    if (shell.live()) {
      String mark = paint("32", shell.unicode() ? "\u2713" : "*");
      screen.println(
          mark
              + String.format(
                      " %-" + STAGE_WIDTH + "s %9s  %18s  %s",
                      stage,
                      Figures.duration(seconds),
                      amount,
                      pace)
                  .stripTrailing());
    } else {
      err.println(
          stage
              + ": "
              + (amount.isEmpty() ? "done" : amount)
              + " in "
              + Figures.duration(seconds)
              + (pace.isEmpty() ? "" : " (" + pace + ")"));
    }
    err.flush();
  }

  /** Redraws the line, or adds a plain one where it is time. */
  synchronized void tick() {
    if (!active) {
      return;
    }
    if (shell.live()) {
      draw();
    } else if (shell.secondsSince(lastPlain) >= PLAIN_SECONDS) {
      lastPlain = shell.nanoClock().getAsLong();
      err.println(stage + ": " + String.join(", ", counted(), left()).replaceAll(", $", ""));
      err.flush();
    }
  }

  /** Takes an unfinished line off the screen. */
  @Override
  public synchronized void close() {
    active = false;
    clear();
    err.flush();
  }

  private void draw() {
    String bar = total > 0 ? bar() + " " : "";
    String head = String.format("  %-" + STAGE_WIDTH + "s ", stage);
    String tail = " " + counted() + "  " + left();
    int room = shell.columns() - 1;
    String text = head + bar + tail.strip();
    if (text.length() > room) {
      text = head.stripTrailing() + tail;
    }
    text = text.substring(0, Math.min(text.length(), room));
    screen.print("\r\033[K" + text.replace(bar, paint("36", bar)));
    screen.flush();
    drawn = true;
  }

  private String bar() {
    int full = (int) Math.min(BAR_WIDTH, done * BAR_WIDTH / total);
    String filled = shell.unicode() ? "\u2588" : "#";
    String empty = shell.unicode() ? "\u2591" : "-";
    return filled.repeat(full) + empty.repeat(BAR_WIDTH - full);
  }

  /** {@code 62/149 photos 8.3/s}. */
  private String counted() {
    double seconds = shell.secondsSince(began);
    String amount =
        total > 0
            ? Figures.count(done) + "/" + Figures.count(total) + " " + unit
            : done > 0 ? Figures.count(done) + " " + unit : Figures.duration(seconds);
    return done > 0 && seconds >= 0.5
        ? amount + (shell.live() ? "  " : ", ") + Figures.rate(done / seconds)
        : amount;
  }

  private String left() {
    double seconds = shell.secondsSince(began);
    return done > 0 && done < total && seconds >= 1
        ? Figures.duration(seconds * (total - done) / done) + " left"
        : "";
  }

  private void clear() {
    if (drawn) {
      screen.print("\r\033[K");
      drawn = false;
    }
  }

  private String paint(String code, String text) {
    return shell.colour() && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
