package io.faultline.server.workspace;

import io.faultline.FaultlineException;
import io.faultline.server.workspace.exchange.Importer;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes the photos and labels of a dataset into the workspace, in the background. A dataset that
 * was taken in as a whole is not read again; one whose opening was cut short is, and photos that
 * have a history keep it.
 */
final class DatasetOpening implements AutoCloseable {
  private static final String OPENED = "opened";

  private final Database database;
  private final Importer importer;
  private final WorkspaceEvents events;
  private Optional<Thread> thread = Optional.empty();
  private volatile Optional<String> message = Optional.empty();

  DatasetOpening(Database database, Importer importer, WorkspaceEvents events) {
    this.database = database;
    this.importer = importer;
    this.events = events;
  }

  void start(Path data) {
    String place = data.toAbsolutePath().normalize().toString();
    if (database.in(sql -> new Settings(sql).get(OPENED)).equals(Optional.of(place))) {
      message = Optional.of(data + ": was opened before");
      return;
    }
    Thread work = new Thread(() -> open(data, place), "faultline-workspace-opening");
    work.setDaemon(true);
    thread = Optional.of(work);
    work.start();
  }

  private void open(Path data, String place) {
    try {
      Importer.Result result = importer.open(data);
      database.in(
          sql -> {
            new Settings(sql).put(OPENED, place);
            return true;
          });
      message =
          Optional.of(
              data
                  + ": "
                  + result.photos()
                  + " photos with "
                  + result.boxes()
                  + " boxes were opened");
    } catch (FaultlineException | IOException e) {
      message = Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      message = Optional.of(data + ": cannot be opened (" + e + ")");
    }
    events.training();
  }

  Optional<String> message() {
    return message;
  }

  /** Waits for the end: a workspace is not closed under a thread that writes. */
  @Override
  public void close() {
    thread.ifPresent(
        work -> {
          work.interrupt();
          try {
            work.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
