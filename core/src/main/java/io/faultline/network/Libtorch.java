package io.faultline.network;

import org.bytedeco.pytorch.global.torch;

/** Settings of the native library. */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Lets every operation that the calling thread starts use this many threads; threads that have
   * not said otherwise follow the latest call of any. Sums may differ in the last digits between
   * numbers of threads.
   *
   * @param threads at least 1
   */
  public static void useThreads(int threads) {
    if (!(threads > 0)) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be > 0");
    }
    // Asking makes the thread take its number now; setting drops what oneDNN has prepared.
    if (torch.get_num_threads() != threads) {
      torch.set_num_threads(threads);
    }
  }
}
