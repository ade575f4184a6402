package io.faultline.server.workspace;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.work.Priority;
import io.faultline.server.work.Work;
import io.faultline.server.work.WorkQueue;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Searches waiting photos, one after the other. The photos wait in the database, so that a stopped
 * program goes on where it was, and the memory holds one photo. A photo that fails keeps the
 * reason, and the others go on.
 */
final class DetectionQueue implements AutoCloseable {
  private static final long NONE = 0;
  private static final double SMOOTHING = 0.2;
  private static final long IDLE_MILLISECONDS = 1000;

  private final Database database;
  private final PhotoLedger ledger;
  private final ModelSlot slot;
  private final Search search;
  private final Optional<WorkQueue> work;
  private final WorkspaceEvents events;
  private final Thread thread = new Thread(this::searchAll, "faultline-workspace-detection");
  private final AtomicLong running = new AtomicLong(NONE);
  private final Object signal = new Object();
  private boolean news;
  private boolean closed;
  private double secondsPerPhoto = -1;
  private SearchTime searchTime = SearchTime.NONE;
  private long after = NONE;

  /** Searches one photo. */
  interface Search {
    /**
     * What the model finds.
     *
     * @throws FaultlineException if the photo cannot be read
     */
    Found find(PhotoRow photo, ModelSlot.Lease model);
  }

  /**
   * A queue.
   *
   * @param work where photos are searched, after the requests of clients; empty for a thread of its
   *     own
   */
  DetectionQueue(
      Database database,
      PhotoLedger ledger,
      ModelSlot slot,
      Search search,
      Optional<WorkQueue> work,
      WorkspaceEvents events) {
    this.database = database;
    this.ledger = ledger;
    this.slot = slot;
    this.search = search;
    this.work = work;
    this.events = events;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Something may be waiting. */
  void wake() {
    synchronized (signal) {
      news = true;
      signal.notifyAll();
    }
  }

  /** The photo that is searched now. */
  OptionalLong running() {
    long id = running.get();
    return id == NONE ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** How long a photo took lately; empty before the first. */
  OptionalDouble secondsPerPhoto() {
    synchronized (signal) {
      return secondsPerPhoto < 0 ? OptionalDouble.empty() : OptionalDouble.of(secondsPerPhoto);
    }
  }

  SearchTime searchTime() {
    synchronized (signal) {
      return searchTime;
    }
  }

  private void searchAll() {
    while (!isClosed()) {
      try {
        if (!next()) {
          idle();
        }
      } catch (RuntimeException | OutOfMemoryError e) {
        // The database, the memory or the model failed: the photo waits and is tried again later.
        idle();
      }
    }
  }

  /** Searches the next photo; false if none can be searched. */
  private boolean next() {
    Optional<ModelSlot.Lease> lease = slot.lease();
    if (lease.isEmpty()) {
      return false;
    }
    try (ModelSlot.Lease model = lease.get()) {
      Optional<PhotoRow> photo = database.in(sql -> new PhotoTable(sql).waiting(after));
      if (photo.isEmpty()) {
        after = NONE;
        return false;
      }
      long start = after;
      after = photo.get().id(); // Where the search of it throws, the photos behind it come first.
      search(photo.get(), model);
      after = start;
      return true;
    }
  }

  private void search(PhotoRow photo, ModelSlot.Lease lease) {
    long start = System.nanoTime();
    running.set(photo.id());
    events.photo(photo.id());
    try {
      String hash = lease.model().hash();
      Optional<Found> known = database.in(sql -> new PhotoTable(sql).found(photo.id(), hash));
      ledger.found(photo.id(), known.orElseGet(() -> find(photo, lease)));
    } catch (RuntimeException e) {
      if (isClosed() || !isOfPhoto(e)) {
        throw e;
      }
      fail(photo, reason(photo, e));
    } finally {
      running.set(NONE);
    }
    took((System.nanoTime() - start) / 1e9);
    events.photo(photo.id());
  }

  private Found find(PhotoRow photo, ModelSlot.Lease lease) {
    if (work.isEmpty()) {
      return search.find(photo, lease);
    }
    double megapixels = photo.widthPx() / 1e6 * photo.heightPx();
    Work<Found> submitted =
        work.get().submit(Priority.BACKGROUND, megapixels, () -> search.find(photo, lease));
    try {
      return submitted.result().get();
    } catch (InterruptedException e) {
      submitted.cancel();
      throw new FaultlineException(Problem.CANCELLED, "detection: stopped", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A full disk and a stop are not the photo's fault; it waits. */
  private static boolean isOfPhoto(RuntimeException e) {
    return !(e instanceof FaultlineException own)
        || (own.problem() != Problem.OUTPUT && own.problem() != Problem.CANCELLED);
  }

  private static String reason(PhotoRow photo, RuntimeException e) {
    return e instanceof FaultlineException own
        ? own.getMessage()
        : photo.name() + ": cannot be searched (" + e + ")";
  }

  private void fail(PhotoRow photo, String reason) {
    database.in(
        sql -> {
          new PhotoTable(sql).state(photo.id(), PhotoRow.State.FAILED, Optional.of(reason));
          return true;
        });
  }

  private void took(double seconds) {
    synchronized (signal) {
      secondsPerPhoto =
          secondsPerPhoto < 0 ? seconds : (1 - SMOOTHING) * secondsPerPhoto + SMOOTHING * seconds;
      searchTime = searchTime.plus(seconds);
    }
  }

  private void idle() {
    synchronized (signal) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLISECONDS);
      try {
        long left = IDLE_MILLISECONDS;
        while (!news && !closed && left > 0) {
          signal.wait(left);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
      } catch (InterruptedException e) {
        closed = true;
      }
      news = false;
    }
  }

  private boolean isClosed() {
    synchronized (signal) {
      return closed;
    }
  }

  /** Stops; the photo in progress waits until the workspace is opened again. */
  @Override
  public void close() {
    synchronized (signal) {
      closed = true;
      signal.notifyAll();
    }
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
