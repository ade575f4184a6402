package io.faultline.server.work;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on photos whose result several threads want: one at a time works on a photo, and the others
 * then find the work done. Only so many threads may work or wait, for they would otherwise answer
 * other requests.
 */
public final class Turns {
  private static final int RETRY_SECONDS = 2;

  private final int most;
  private final Map<String, Turn> turns = new HashMap<>();
  private int inside;

  /** Turns for so many threads. */
  public Turns(int most) {
    this.most = most;
  }

  /** The turn of one photo; it is forgotten when nobody wants it. */
  private static final class Turn {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
    @Nullable FaultlineException unreadable;
  }

  /**
   * Works when no other thread works on the photo. The work must look first whether there is
   * something left to do.
   *
   * @throws QueueFull where too many threads wait already
   */
  public <T> T take(String photo, Supplier<T> work) {
    Turn turn = enter(photo, true);
    try {
      turn.lock.lock();
      try {
        return work(turn, work);
      } finally {
        turn.lock.unlock();
      }
    } finally {
      leave(photo, turn, true);
    }
  }

  /** Works at once; threads that {@link #take} the photo meanwhile wait for it. */
  public <T> T lead(String photo, Supplier<T> work) {
    Turn turn = enter(photo, false);
    boolean first = turn.lock.tryLock();
    try {
      return first ? work(turn, work) : work.get();
    } finally {
      if (first) {
        turn.lock.unlock();
      }
      leave(photo, turn, false);
    }
  }

  /** A photo that cannot be read is not decoded again for each of those who wait for it. */
  private static <T> T work(Turn turn, Supplier<T> work) {
    FaultlineException known = turn.unreadable;
    if (known != null) {
      throw known;
    }
    try {
      return work.get();
    } catch (FaultlineException e) {
      if (e.problem() == Problem.INPUT) {
        turn.unreadable = e;
      }
      throw e;
    }
  }

  private synchronized Turn enter(String photo, boolean counts) {
    if (counts && inside >= most) {
      throw new QueueFull(
          most + " requests work on photos or wait for that already", RETRY_SECONDS);
    }
    inside += counts ? 1 : 0;
    Turn turn = turns.computeIfAbsent(photo, unused -> new Turn());
    turn.users++;
    return turn;
  }

  private synchronized void leave(String photo, Turn turn, boolean counts) {
    inside -= counts ? 1 : 0;
    turn.users--;
    if (turn.users == 0) {
      turns.remove(photo, turn);
    }
  }

  /** How many threads work or wait. */
  public synchronized int inside() {
    return inside;
  }
}
