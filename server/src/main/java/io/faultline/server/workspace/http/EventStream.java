package io.faultline.server.workspace.http;

import io.faultline.server.workspace.Workspace;
import io.faultline.server.workspace.WorkspaceEvents;
import io.javalin.http.sse.SseClient;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The events of one page, on a thread of its own: a slow page stops no other. Several changes of a
 * photo that come close together are told once.
 */
final class EventStream implements WorkspaceEvents.Listener {
  private static final long COLLECT_MILLISECONDS = 200;
  private static final long HEARTBEAT_MILLISECONDS = 15_000;

  private final Workspace workspace;
  private final SseClient client;
  private final PhotoJson json;
  private final Set<Long> photos = new LinkedHashSet<>();
  private final WorkspaceEvents.Listening listening;
  private boolean training;
  private boolean closed;

  EventStream(Workspace workspace, SseClient client) {
    this.workspace = workspace;
    this.client = client;
    this.json = new PhotoJson(workspace);
    this.listening = workspace.events().listen(this);
  }

  void start() {
    Thread thread = new Thread(this::work, "faultline-workspace-events");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void photo(long id) {
    photos.add(id);
    notifyAll();
  }

  @Override
  public synchronized void training() {
    training = true;
    notifyAll();
  }

  @Override
  public void closed() {
    close();
  }

  synchronized void close() {
    closed = true;
    listening.close();
    notifyAll();
  }

  private void work() {
    try {
      client.sendComment("open");
      while (isOpen()) {
        tell();
        Thread.sleep(COLLECT_MILLISECONDS);
      }
    } catch (InterruptedException | RuntimeException e) {
      close(); // The page is gone, or the workspace is closed.
    }
    client.close();
  }

  private boolean isOpen() {
    synchronized (this) {
      return !closed && !client.terminated();
    }
  }

  private void tell() throws InterruptedException {
    List<Long> changed;
    boolean trains;
    synchronized (this) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HEARTBEAT_MILLISECONDS);
      long left = HEARTBEAT_MILLISECONDS;
      while (photos.isEmpty() && !training && !closed && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      changed = List.copyOf(photos);
      photos.clear();
      trains = training;
      training = false;
    }
    if (changed.isEmpty() && !trains) {
      client.sendComment("still here");
    }
    for (long id : changed) {
      workspace.row(id).ifPresent(row -> client.sendEvent("photo", json.row(row).toString()));
    }
    if (!changed.isEmpty()) {
      client.sendEvent("counts", WorkspaceJson.progress(workspace).toString());
    }
    if (trains) {
      client.sendEvent("training", "{}");
    }
  }
}
