package io.faultline.internal.libtorch;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** Settings of the native library. */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Lets OpenBLAS use one thread: photos run side by side, one thread each, and its sums would
   * depend on how many threads there are. Holds for the whole process; to be called before the
   * first network is made.
   */
  public static void prepare() {
    openblas_nolapack.blas_set_num_threads(1);
  }

  /**
   * Lets libtorch's operations that the calling thread starts use this many threads. A thread that
   * never called this takes the number of the latest call at its first operation and keeps it.
   * Products of float32 matrices are OpenBLAS's ({@link #prepare}). Sums may differ in the last
   * digits between numbers of threads.
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

  /** How many threads the operations of the calling thread use. */
  public static int threads() {
    return torch.get_num_threads();
  }
}
