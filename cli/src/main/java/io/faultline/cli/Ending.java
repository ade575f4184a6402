package io.faultline.cli;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a process that is stopped from outside still does before it says that it has stopped. */
final class Ending {
  private static final List<Runnable> WORK = new CopyOnWriteArrayList<>();

  private Ending() {}

  /** Lets the end of the process wait for some work. */
  static void waitsFor(Runnable work) {
    WORK.add(work);
  }

  /** Does it, on the thread that ends the process. */
  static void run() {
    WORK.forEach(Runnable::run);
  }
}
