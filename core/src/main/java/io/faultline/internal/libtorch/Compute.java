package io.faultline.internal.libtorch;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Where a network computes and in which number format. Weights and what the optimizer keeps are
 * float32 in every format.
 *
 * @param device what computes
 * @param format of convolutions and matrix products
 * @param layout of photos, maps and kernels in memory
 */
public record Compute(Device device, Format format, Layout layout) {

  /** What computes. */
  public enum Device {
    /** CUDA where libtorch sees a GPU, otherwise the processor. */
    AUTO,
    /** The processor. */
    CPU,
    /** The first NVIDIA GPU; needs libtorch's natives for it. */
    CUDA
  }

  /** Number formats of convolutions and matrix products. */
  public enum Format {
    /**
     * What the device does well: bfloat16 on a GPU and on processors with instructions for it
     * (AMX's tiles or AVX-512's dot products), float32 on all others, where bfloat16 is slower.
     */
    AUTO,
    /** 24 bits of precision. */
    FLOAT32,
    /** 8 bits of precision, half the memory; sums and weights stay float32. */
    BFLOAT16
  }

  /** Orders of values in memory. */
  public enum Layout {
    /** All channels of a pixel side by side: what convolutions are fastest on. */
    CHANNELS_LAST,
    /** A plane for each channel, as PyTorch's tensors are unless one asks: to compare with. */
    CHANNELS_FIRST
  }

  /** Channels last. */
  public Compute(Device device, Format format) {
    this(device, format, Layout.CHANNELS_LAST);
  }

  /** What fits the machine. */
  public static final Compute AUTO = new Compute(Device.AUTO, Format.AUTO);

  /** The same numbers on every machine, to their last digits. */
  public static final Compute PLAIN = new Compute(Device.CPU, Format.FLOAT32);

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private static final List<String> FAST_BFLOAT16 = List.of("amx_bf16", "avx512_bf16");

  /**
   * The choice made, without {@code AUTO}.
   *
   * @throws FaultlineException with {@code USAGE} where the device is CUDA and libtorch sees none
   */
  public Compute resolved() {
    boolean sees = device != Device.CPU && torch.cuda_is_available();
    if (device == Device.CUDA && !sees) {
      throw new FaultlineException(
          Problem.USAGE,
          "device is cuda, but libtorch sees no CUDA GPU here; take cpu or auto, or build with the"
              + " natives for CUDA (mvn -Pgpu package)");
    }
    boolean fast = sees || multipliesBfloat16();
    Format chosen = format != Format.AUTO ? format : fast ? Format.BFLOAT16 : Format.FLOAT32;
    return new Compute(sees ? Device.CUDA : Device.CPU, chosen, layout);
  }

  /** Whether the processor multiplies bfloat16 matrices faster than float32 ones. */
  private static boolean multipliesBfloat16() {
    try {
      return Files.exists(PROCESSOR) && multipliesBfloat16(Files.readString(PROCESSOR));
    } catch (IOException e) {
      return false; // A processor that hides what it can do is taken for one that cannot.
    }
  }

  /**
   * Whether the flags of a processor name instructions for bfloat16.
   *
   * @param cpuinfo as Linux writes it
   */
  static boolean multipliesBfloat16(String cpuinfo) {
    return FAST_BFLOAT16.stream().anyMatch(cpuinfo::contains);
  }

  /** The same place and layout, in float32. */
  public Compute inFloat32() {
    return new Compute(device, Format.FLOAT32, layout);
  }

  /** A tensor on this device; itself where it lies there already. */
  public Tensor place(Tensor tensor) {
    return device == Device.CUDA ? tensor.cuda() : tensor;
  }

  /** As {@link #place}, for photos and kernels {@code [n][channels][height][width]}. */
  public Tensor placeMaps(Tensor tensor) {
    return place(
        tensor.contiguous(
            layout == Layout.CHANNELS_LAST ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous));
  }

  /** Does the work in this format; what it gives is float32. */
  public Tensor inFormat(Supplier<Tensor> work) {
    return allInFormat(() -> List.of(work.get())).get(0);
  }

  /** As {@link #inFormat}, for work that gives several tensors. */
  public List<Tensor> allInFormat(Supplier<List<Tensor>> work) {
    if (format != Format.BFLOAT16) {
      return work.get();
    }
    DeviceType type = device == Device.CUDA ? DeviceType.CUDA : DeviceType.CPU;
    torch.set_autocast_dtype(type, ScalarType.BFloat16);
    torch.set_autocast_cache_enabled(false); // Weights change between passes.
    torch.set_autocast_enabled(type, true);
    try {
      return work.get().stream().map(tensor -> tensor.to(ScalarType.Float)).toList();
    } finally {
      torch.set_autocast_enabled(type, false);
    }
  }

  /** Does work on the processor in float32, whatever the format of what stands around it. */
  public static Tensor inFloat32(Supplier<Tensor> work) {
    if (!torch.is_autocast_enabled(DeviceType.CPU)) {
      return work.get();
    }
    torch.set_autocast_enabled(DeviceType.CPU, false);
    try {
      return work.get();
    } finally {
      torch.set_autocast_enabled(DeviceType.CPU, true);
    }
  }
}
