package io.faultline.internal.libtorch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;

/**
 * Whether the processor tells no cache sizes, as in some virtual machines (CPUID leaves 4 and
 * 0x8000001D are empty). Two libraries inside libtorch stumble over that. oneDNN 3.10 divides by
 * the size when it plans a 1 x 1 convolution of many channels ({@code brgemm_convolution_utils,
 * est_eff_1x1}) and so ends the process with SIGFPE; see {@link PointwiseConvolution}. NNPACK
 * cannot be used there, and warns of it on standard error at every call; it is switched off.
 */
public final class HiddenCaches {
  /** Linux lists here what the processor tells of its caches. */
  private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache/index0");

  private static final boolean HIDDEN =
      System.getProperty("os.name", "").equals("Linux") && !Files.exists(CACHES);

  static {
    if (HIDDEN) {
      torch.globalContext().setUserEnabledNNPACK(false);
    }
  }

  private HiddenCaches() {}

  /** Whether they are hidden here; false where that cannot be found out. */
  public static boolean here() {
    return HIDDEN;
  }
}
