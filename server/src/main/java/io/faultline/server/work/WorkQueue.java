package io.faultline.server.work;

import io.faultline.internal.detection.TileHelpers;
import io.faultline.internal.libtorch.Libtorch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits for the detector, and the threads that work on it. Photos of requests wait within
 * {@link QueueBounds}; more is refused at once. Within a priority, what came first goes first. Each
 * thread uses one of libtorch's threads.
 */
public final class WorkQueue implements AutoCloseable {
  private static final int MAX_RETRY_SECONDS = 60;

  /** A small photo costs more than its pixels. */
  private static final double LEAST_MEGAPIXELS = 0.1;

  /** How much the latest photo counts in the mean. */
  private static final double WEIGHT = 0.1;

  private final QueueBounds bounds;
  private final ThreadPoolExecutor threads;
  private final AtomicLong numbers = new AtomicLong();
  private int waiting;
  private double waitingMegapixels;
  private int working;
  private double secondsPerMegapixel = 0.5;

  /** A queue with its threads, which are daemons. */
  public WorkQueue(QueueBounds bounds) {
    this.bounds = bounds;
    this.threads =
        new ThreadPoolExecutor(
            bounds.threads(),
            bounds.threads(),
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            WorkQueue::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              Libtorch.useThreads(1);
              work.run();
            },
            "faultline-detector");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Something to do with one photo.
   *
   * @param megapixels size of the photo
   * @param task does it
   * @param <T> what comes of it
   */
  public record Job<T>(double megapixels, Callable<T> task) {}

  /** As {@link #submitAll}, of one job. */
  public <T> Work<T> submit(Priority priority, double megapixels, Callable<T> task) {
    return submitAll(priority, List.of(new Job<>(megapixels, task))).get(0);
  }

  /**
   * Lets jobs wait for a thread: all of them or none.
   *
   * @throws QueueFull where there is no room for jobs of requests
   */
  public <T> List<Work<T>> submitAll(Priority priority, List<Job<T>> jobs) {
    List<Work<T>> works = new ArrayList<>();
    synchronized (this) {
      if (priority == Priority.REQUEST) {
        admit(jobs);
      }
      for (Job<T> job : jobs) {
        works.add(
            new Work<>(this, priority, numbers.incrementAndGet(), job.megapixels(), job.task()));
      }
    }
    works.forEach(threads::execute);
    return works;
  }

  private void admit(List<? extends Job<?>> jobs) {
    double megapixels = jobs.stream().mapToDouble(Job::megapixels).sum();
    boolean full =
        waiting + jobs.size() > bounds.requests()
            || waitingMegapixels + megapixels > bounds.megapixels();
    // Nothing waits: one photo that is larger than the bound finds no better time.
    if (full && !(waiting == 0 && jobs.size() == 1)) {
      throw new QueueFull(
          String.format(
              Locale.ROOT,
              "%d photos of together %.1f megapixels wait already; try again in %d seconds",
              waiting,
              waitingMegapixels,
              retrySeconds()),
          retrySeconds());
    }
    waiting += jobs.size();
    waitingMegapixels += megapixels;
  }

  private int retrySeconds() {
    double seconds =
        Math.max(waitingMegapixels, LEAST_MEGAPIXELS * waiting)
            * secondsPerMegapixel
            / bounds.threads();
    return (int) Math.max(1, Math.min(MAX_RETRY_SECONDS, Math.ceil(seconds)));
  }

  /** Threads that help with the tiles of a large photo where nothing else waits for them. */
  public TileHelpers helpers() {
    return new TileHelpers(this::help, bounds.threads() - 1);
  }

  private void help(Runnable task) {
    synchronized (this) {
      if (working >= bounds.threads() || !threads.getQueue().isEmpty()) {
        return;
      }
    }
    threads.execute(
        new Work<Void>(
            this,
            Priority.BACKGROUND,
            numbers.incrementAndGet(),
            0,
            () -> {
              task.run();
              return null;
            }));
  }

  /** Photos of requests that wait for a thread. */
  public synchronized int waiting() {
    return waiting;
  }

  /** Megapixels of the photos that wait. */
  public synchronized double waitingMegapixels() {
    return waitingMegapixels;
  }

  /** How many threads work now. */
  public synchronized int working() {
    return working;
  }

  /** How much may wait. */
  public QueueBounds bounds() {
    return bounds;
  }

  void started(Work<?> work) {
    leave(work);
    synchronized (this) {
      working++;
    }
    work.begin();
  }

  void ended(Work<?> work) {
    double seconds = work.seconds();
    synchronized (this) {
      working--;
      if (work.priority() == Priority.REQUEST && !work.isCancelled()) {
        double mean = seconds / Math.max(LEAST_MEGAPIXELS, work.megapixels());
        secondsPerMegapixel += WEIGHT * (mean - secondsPerMegapixel);
      }
    }
  }

  /** Makes room when the waiting of a photo ends, for whatever reason. */
  void leave(Work<?> work) {
    if (!work.endWaiting()) {
      return;
    }
    boolean unused = threads.remove(work);
    if (work.priority() == Priority.REQUEST) {
      synchronized (this) {
        waiting--;
        waitingMegapixels = waiting == 0 ? 0 : waitingMegapixels - work.megapixels();
      }
    }
  }

  /** Cancels what waits and interrupts what is worked on; returns when no thread works any more. */
  @Override
  public void close() {
    threads
        .shutdownNow()
        .forEach(
            task -> {
              if (task instanceof Work<?> work) {
                work.cancel();
              }
            });
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
