package io.faultline.server.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the model in use. Work takes a {@link Lease} for as long as it needs the detector; a model
 * that was replaced is closed when its last lease ends. All methods may be called by any thread.
 */
public final class ModelSlot implements AutoCloseable {
  private @Nullable Held current;

  /** A slot without a model. */
  public ModelSlot() {}

  /** The right to use a model until it is closed; close it exactly once. */
  public static final class Lease implements AutoCloseable {
    private final Held held;
    private boolean open = true;

    private Lease(Held held) {
      this.held = held;
    }

    /** The model. */
    public ServedModel model() {
      return held.model;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        held.release();
      }
    }
  }

  /** The model in use, kept alive until the lease is closed; empty without a model. */
  public synchronized Optional<Lease> lease() {
    if (current == null) {
      return Optional.empty();
    }
    current.retain();
    return Optional.of(new Lease(current));
  }

  /** Puts a model into the slot. Later leases get it; earlier ones keep theirs. */
  public void replace(ServedModel model) {
    swap(new Held(model));
  }

  /** Empties the slot. Waits for nothing: the model is closed when its last lease ends. */
  @Override
  public void close() {
    swap(null);
  }

  private void swap(@Nullable Held next) {
    Held before;
    synchronized (this) {
      before = current;
      current = next;
    }
    if (before != null) {
      before.release();
    }
  }

  /** A model with the number of its users; the slot itself is one. */
  private static final class Held {
    private final ServedModel model;
    private int users = 1;

    private Held(ServedModel model) {
      this.model = model;
    }

    private synchronized void retain() {
      users++;
    }

    private void release() {
      boolean last;
      synchronized (this) {
        users--;
        last = users == 0;
      }
      if (last) {
        model.detector().close();
      }
    }
  }
}
