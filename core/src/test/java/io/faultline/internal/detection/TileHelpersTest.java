package io.faultline.internal.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class TileHelpersTest {
  private static final int ITEMS = 500;

  @Test
  void everyItemIsDoneOnceHoweverManyHelp() {
    ExecutorService workers = Executors.newFixedThreadPool(3);
    try {
      for (int helpers = 0; helpers < 4; helpers++) {
        AtomicIntegerArray done = new AtomicIntegerArray(ITEMS);
        new TileHelpers(workers, helpers).each(ITEMS, done::incrementAndGet);
        for (int i = 0; i < ITEMS; i++) {
          assertThat(done.get(i)).isEqualTo(1);
        }
      }
    } finally {
      workers.shutdownNow();
    }
    AtomicIntegerArray done = new AtomicIntegerArray(ITEMS);
    new TileHelpers(workers, 2).each(ITEMS, done::incrementAndGet);
    assertThat(done.get(ITEMS - 1)).isEqualTo(1);
  }

  @Test
  void helpThatComesTooLateDoesNothing() {
    List<Runnable> waiting = new ArrayList<>();
    AtomicIntegerArray done = new AtomicIntegerArray(ITEMS);
    new TileHelpers(waiting::add, 2).each(ITEMS, done::incrementAndGet);
    assertThat(waiting).hasSize(2);
    waiting.forEach(Runnable::run);
    assertThat(done.get(0)).isEqualTo(1);
  }

  @Test
  void theFirstFaultEndsTheWorkAndIsThrown() {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      for (Throwable fault :
          List.of(new IllegalStateException("broken"), new OutOfMemoryError("full"))) {
        AtomicIntegerArray done = new AtomicIntegerArray(ITEMS);
        assertThatThrownBy(
                () ->
                    new TileHelpers(workers, 2)
                        .each(
                            ITEMS,
                            i -> {
                              done.incrementAndGet(i);
                              if (i == 10 && fault instanceof Error error) {
                                throw error;
                              }
                              if (i == 10) {
                                throw (RuntimeException) fault;
                              }
                            }))
            .isSameAs(fault);
        assertThat(done.get(0)).isEqualTo(1);
      }
    } finally {
      workers.shutdownNow();
    }
  }
}
