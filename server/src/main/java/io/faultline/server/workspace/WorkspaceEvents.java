package io.faultline.server.workspace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells listeners that something changed. Listeners must be quick and must not throw. */
public final class WorkspaceEvents {
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Hears of changes; any thread may call. */
  public interface Listener {
    /** A photo is new or has changed. */
    void photo(long id);

    /** The training got on, or another model came into use. */
    void training();

    /** The workspace is closed; nothing more happens. */
    void closed();
  }

  /** Ends the listening. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /** Adds a listener until the result is closed. */
  public Listening listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void photo(long id) {
    listeners.forEach(listener -> listener.photo(id));
  }

  void close() {
    listeners.forEach(Listener::closed);
  }

  void training() {
    listeners.forEach(Listener::training);
  }
}
