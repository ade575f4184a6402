package io.faultline.server.workspace.teach;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faultline.FaultlineException;
import io.faultline.dataset.Dataset;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunLog;
import io.faultline.internal.training.TrainingRun;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.TeachTable;
import io.faultline.server.workspace.store.TeachTable.TrainingRow;
import io.faultline.server.workspace.store.TeachTable.TrainingState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Trains on corrections in the background, one training at a time, and compares the new model with
 * the one it started from. The new model is used only when a person says so. A training that was
 * stopped, by a person or with the program, goes on after its last complete epoch.
 */
public final class Teaching implements AutoCloseable {
  private final Path folder;
  private final Database database;
  private final ModelShelf shelf;
  private final TrainingData data;
  private final Clock clock;
  private final PipelineConfig settings;
  private final Runnable changed;
  private @Nullable Job job;

  /** A training that runs in this process. */
  private record Job(long id, Thread thread, TeachingProgress progress, AtomicBoolean stopping) {
    /** Stops it and waits for that. */
    void stop() {
      stopping.set(true);
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Trainings of a workspace.
   *
   * @param folder of all trainings
   * @param settings of every training, as far as the model in use leaves a choice
   * @param changed is told when a training got on
   */
  public Teaching(
      Path folder,
      Database database,
      ModelShelf shelf,
      TrainingData data,
      Clock clock,
      PipelineConfig settings,
      Runnable changed) {
    this.folder = folder;
    this.database = database;
    this.shelf = shelf;
    this.data = data;
    this.clock = clock;
    this.settings = settings;
    this.changed = changed;
    stopTheLastOnesLeft();
  }

  private void stopTheLastOnesLeft() {
    current()
        .filter(row -> row.state() == TrainingState.RUNNING)
        .ifPresent(
            row ->
                set(
                    row.id(),
                    TrainingState.STOPPED,
                    "the program ended; the training can go on after its last complete epoch"));
  }

  /**
   * The newest training.
   *
   * @param progress how far it is; empty unless it runs
   */
  public record Current(TrainingRow row, Optional<Advance> progress) {}

  /**
   * How far a running training is.
   *
   * @param fraction in [0, 1]
   * @param secondsLeft -1 as long as nothing is known
   */
  public record Advance(String step, double fraction, double secondsLeft, String note) {}

  /** The newest training and how far it is. */
  public synchronized Optional<Current> now() {
    Job running = job;
    return current()
        .map(
            row ->
                new Current(
                    row,
                    running != null && running.id() == row.id()
                        ? Optional.of(advance(running.progress().now()))
                        : Optional.empty()));
  }

  private static Advance advance(TeachingProgress.Now now) {
    return new Advance(now.step(), now.fraction(), now.secondsLeft(), now.note());
  }

  /**
   * Starts a training on all reviewed photos.
   *
   * @return its number
   * @throws FaultlineException with {@code INPUT} if too few photos are reviewed
   * @throws IllegalStateException if one runs
   */
  public synchronized long start() {
    requireNoneRuns();
    List<TrainingData.Reviewed> reviewed = data.reviewed(); // A refusal is no training.
    long id =
        database.in(
            sql ->
                new TeachTable(sql)
                    .begin(clock.instant().truncatedTo(ChronoUnit.MILLIS), shelf.active()));
    try {
      data.write(folder(id), reviewed);
    } catch (RuntimeException e) {
      set(id, TrainingState.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    run(id);
    return id;
  }

  /** Goes on with a stopped training. */
  public synchronized void resume() {
    requireNoneRuns();
    TrainingRow row = require("resume", TrainingState.STOPPED, TrainingState.FAILED);
    if (!Files.isRegularFile(folder(row.id()).judge())) {
      throw new IllegalStateException("the training has no data to go on with; start a new one");
    }
    set(row.id(), TrainingState.RUNNING, "");
    run(row.id());
  }

  /** Stops the running training; returns when it has stopped. */
  public void stop() {
    Job running;
    synchronized (this) {
      running = job;
    }
    if (running == null) {
      throw new IllegalStateException("no training runs");
    }
    running.stop();
  }

  /** Uses the new model from now on; the old one stays on the shelf. */
  public synchronized void adopt() {
    TrainingRow row = require("adopt", TrainingState.FINISHED, TrainingState.DISCARDED);
    shelf.adopt(folder(row.id()).run().model(), "training " + row.id(), row.result());
    set(row.id(), TrainingState.ADOPTED, "the new model is in use");
  }

  /** Does not use the new model. */
  public synchronized void discard() {
    TrainingRow row =
        require("discard", TrainingState.FINISHED, TrainingState.STOPPED, TrainingState.FAILED);
    set(row.id(), TrainingState.DISCARDED, "the new model is not used");
  }

  private TrainingRow require(String action, TrainingState... states) {
    TrainingRow row =
        current().orElseThrow(() -> new IllegalStateException("there is no training"));
    if (!List.of(states).contains(row.state())) {
      throw new IllegalStateException(
          "training "
              + row.id()
              + " is "
              + row.state().name().toLowerCase(Locale.ROOT)
              + "; "
              + action
              + " is not possible");
    }
    return row;
  }

  private void requireNoneRuns() {
    if (job != null) {
      throw new IllegalStateException("a training runs already");
    }
  }

  private void run(long id) {
    TeachingProgress progress = new TeachingProgress(System::nanoTime, changed);
    AtomicBoolean stopping = new AtomicBoolean();
    Thread thread = new Thread(() -> work(id, progress, stopping), "faultline-workspace-training");
    thread.setDaemon(true);
    job = new Job(id, thread, progress, stopping);
    thread.start();
    changed.run();
  }

  private void work(long id, TeachingProgress progress, AtomicBoolean stopping) {
    TrainingState state = TrainingState.FAILED;
    String message = "";
    try {
      ObjectNode result = train(id, progress);
      database.in(
          sql -> {
            new TeachTable(sql).result(id, result);
            return true;
          });
      state = TrainingState.FINISHED;
      message = result.path("words").asText();
    } catch (RuntimeException | OutOfMemoryError e) {
      boolean stopped = stopping.get(); // An interrupt ends file work with faults of its own.
      state = stopped ? TrainingState.STOPPED : TrainingState.FAILED;
      message = stopped ? "stopped; it can go on after its last complete epoch" : reason(e);
    } finally {
      boolean unused = Thread.interrupted(); // The database must not be interrupted.
      synchronized (this) {
        set(id, state, message);
        job = null;
      }
      changed.run();
    }
  }

  private static String reason(Throwable fault) {
    return fault instanceof FaultlineException own
        ? own.getMessage()
        : "the training failed (" + fault + ")";
  }

  private ObjectNode train(long id, TeachingProgress progress) {
    TrainingFolder own = folder(id);
    Dataset learn = TrainingFolder.read(own.learn());
    Dataset judge = TrainingFolder.read(own.judge());
    Optional<Path> base = base(id);
    PipelineConfig config = TeachSettings.of(settings, base, learn);
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    RunContext context = RunContext.of(threads).withProgress(progress);
    return RunLog.keep(
        own.run().log(),
        context,
        List.of(),
        logged -> {
          TrainingRun.run(learn, config, own.run(), logged);
          return compared(own.run().model(), base, judge, config.network().compute(), logged);
        });
  }

  private static ObjectNode compared(
      Path model, Optional<Path> base, Dataset judge, Compute compute, RunContext context) {
    try (RegionDetector taught = RegionDetector.load(model, compute)) {
      if (base.isEmpty()) {
        return ModelComparer.compare(taught, Optional.empty(), judge, context);
      }
      try (RegionDetector before = RegionDetector.load(base.get(), compute)) {
        return ModelComparer.compare(taught, Optional.of(before), judge, context);
      }
    }
  }

  private Optional<Path> base(long id) {
    return current().filter(row -> row.id() == id).flatMap(TrainingRow::base).map(shelf::file);
  }

  private Optional<TrainingRow> current() {
    return database.in(sql -> new TeachTable(sql).current());
  }

  private void set(long id, TrainingState state, String message) {
    database.in(
        sql -> {
          new TeachTable(sql).state(id, state, message);
          return true;
        });
  }

  private TrainingFolder folder(long id) {
    return new TrainingFolder(folder.resolve(Long.toString(id)));
  }

  /** Stops a running training, which can go on later. */
  @Override
  public void close() {
    Job running;
    synchronized (this) {
      running = job;
    }
    if (running != null) {
      running.stop();
    }
  }
}
