package io.faultline.network;

import org.bytedeco.pytorch.global.torch;

/** Settings of the native library, which holds them for the whole process. */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Lets every operation use this many threads. Sums may differ in the last digits between numbers
   * of threads.
   *
   * @param threads at least 1
   */
  public static void useThreads(int threads) {
    if (!(threads > 0)) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be > 0");
    }
    torch.set_num_threads(threads);
  }
}
