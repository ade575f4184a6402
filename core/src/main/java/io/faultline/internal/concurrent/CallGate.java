package io.faultline.internal.concurrent;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets any number of calls in until it is closed. Closing waits for the calls that are in, on any
 * thread, and then frees what they used; later calls are refused. A call may make further calls,
 * also while another thread waits to close.
 */
public final class CallGate {
  private final String what;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closing;
  private boolean freed;

  /**
   * An open gate.
   *
   * @param what it belongs to, for messages: {@code "detector"}
   */
  public CallGate(String what) {
    this.what = what;
  }

  /** A call that is in; closed where it ends, on the thread that it began on. */
  public interface Call extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins a call; never waits.
   *
   * @throws IllegalStateException where the gate is closed or being closed
   */
  public Call enter() {
    return tryEnter().orElseThrow(() -> new IllegalStateException("the " + what + " is closed"));
  }

  /** As {@link #enter}, or empty where the gate is closed or being closed. */
  public Optional<Call> tryEnter() {
    // Passes threads that wait to close: a call that is in must be able to go on.
    if (!lock.readLock().tryLock()) {
      return Optional.empty();
    }
    if (closing && (freed || lock.getReadHoldCount() == 1)) {
      lock.readLock().unlock();
      return Optional.empty();
    }
    return Optional.of(lock.readLock()::unlock);
  }

  /**
   * Closes the gate, waits for the calls that are in, and frees once. Later calls of this return
   * when it is freed.
   *
   * @throws IllegalStateException where a call of this thread is in, which could not end
   */
  public void close(Runnable free) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("the " + what + " is closed from within a call of its own");
    }
    closing = true;
    lock.writeLock().lock();
    try {
      if (!freed) {
        freed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
