package io.faultline.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.server.model.ModelSlot;
import io.faultline.server.workspace.store.Database;
import io.faultline.server.workspace.store.Found;
import io.faultline.server.workspace.store.PhotoLedger;
import io.faultline.server.workspace.store.PhotoRow;
import io.faultline.server.workspace.store.PhotoTable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectionQueueTest {
  private static final String HASH = "a".repeat(64);

  @TempDir Path folder;

  private static long add(Database database, String hash) {
    return database.in(
        sql ->
            new PhotoTable(sql)
                .add(hash, "png", hash, hash, 9, 9, Instant.EPOCH, PhotoRow.State.WAITING));
  }

  private static void await(Database database, long id, PhotoRow.State state)
      throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      if (database.in(sql -> new PhotoTable(sql).get(id)).orElseThrow().state() == state) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("photo " + id + " is not " + state);
  }

  @Test
  void aPhotoForWhichTheMemoryIsShortWaitsAndTheOthersGoOn() throws Exception {
    AtomicBoolean isShort = new AtomicBoolean(true);
    try (Database database = Database.open(folder.resolve("w.db"));
        ModelSlot slot = TestModels.slot(HASH)) {
      long huge = add(database, "huge");
      long next = add(database, "next");
      long last = add(database, "last");
      PhotoLedger ledger = new PhotoLedger(database, Clock.systemUTC(), Optional::empty);
      DetectionQueue.Search search =
          (photo, model) -> {
            if (photo.id() == huge && isShort.get()) {
              throw new OutOfMemoryError("Java heap space");
            }
            return new Found(HASH, Instant.EPOCH, 1, List.of(), List.of());
          };
      try (DetectionQueue queue =
          new DetectionQueue(
              database, ledger, slot, search, Optional.empty(), new WorkspaceEvents())) {
        queue.start();
        await(database, next, PhotoRow.State.DONE);
        await(database, last, PhotoRow.State.DONE);
        await(database, huge, PhotoRow.State.WAITING);
        isShort.set(false);
        await(database, huge, PhotoRow.State.DONE);
        queue.close();
        assertThat(queue.searchTime().photos()).isEqualTo(3);
      }
    }
  }
}
