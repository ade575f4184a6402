package io.faultline.server.workspace;

import io.faultline.server.workspace.store.PhotoRow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the pictures of photos that were just taken and that no model searches, one photo after the
 * other, so that the first look at them is quick. More than {@value #MAX_WAITING} do not wait:
 * their pictures are made at the first look.
 */
final class PicturePreparation implements AutoCloseable {
  static final int MAX_WAITING = 1000;

  private final Consumer<PhotoRow> prepare;
  private final ThreadPoolExecutor thread;

  /** A preparation; it starts its thread with the first photo. */
  PicturePreparation(Consumer<PhotoRow> prepare) {
    this.prepare = prepare;
    this.thread =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread own = new Thread(task, "faultline-workspace-pictures");
              own.setDaemon(true);
              return own;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Prepares a photo soon. */
  void offer(PhotoRow photo) {
    thread.execute(() -> quietly(photo));
  }

  private void quietly(PhotoRow photo) {
    try {
      prepare.accept(photo);
    } catch (RuntimeException | OutOfMemoryError e) {
      // The first look tries again, and says why there is no picture.
    }
  }

  /** Forgets those that wait, and waits for the one in progress. */
  @Override
  public void close() {
    thread.shutdownNow();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        boolean unused = thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
