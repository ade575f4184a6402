package io.faultline.internal.detection;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.reading.ImageReader;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on photos side by side so that one which needs more memory than is left costs no other
 * photo its result, nor the run: it is tried again when it has all memory to itself, and where that
 * is too little, it is a photo that cannot be read.
 */
public final class PhotoMemory {
  /** Many read (work side by side); one writes (works alone). */
  private final ReadWriteLock room = new ReentrantReadWriteLock();

  /**
   * As {@link #work(String, Supplier)}, where a photo that cannot be read has a result, too.
   *
   * @param unreadable makes the result of the reason
   */
  public <R> R work(String name, Supplier<R> work, Function<String, R> unreadable) {
    try {
      return work(name, work);
    } catch (FaultlineException e) {
      if (e.problem() != Problem.INPUT) {
        throw e;
      }
      return unreadable.apply(e.getMessage());
    }
  }

  /**
   * Works on a photo.
   *
   * @param name what the fault calls it
   * @throws FaultlineException with {@code INPUT} where the memory does not suffice even alone
   */
  public <R> R work(String name, Supplier<R> work) {
    room.readLock().lock();
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      // Below, when the others are done with theirs.
    } catch (FaultlineException e) {
      if (!(e.getCause() instanceof OutOfMemoryError)) {
        throw e;
      }
    } finally {
      room.readLock().unlock();
    }
    room.writeLock().lock();
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw ImageReader.tooLarge(name, e);
    } finally {
      room.writeLock().unlock();
    }
  }
}
