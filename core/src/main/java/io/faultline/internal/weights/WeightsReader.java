package io.faultline.internal.weights;

import io.faultline.FaultlineException;
import io.faultline.weights.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the weights of a network: safetensors, and PyTorch's {@code .pth} in its zip format and in
 * its older plain format. The content decides, not the file's name. A {@code .pth} is a pickle, a
 * small program that may call anything in Python; here it is only taken apart and may name nothing
 * but tensors ({@link TorchObjects}), so no file can make this process do more than hold arrays.
 */
public final class WeightsReader {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private WeightsReader() {}

  /**
   * Reads every tensor of a file as float32. A checkpoint that keeps its state dict under {@code
   * state_dict}, {@code model} or {@code model_state_dict} is opened, and a {@code module.} before
   * every name is taken off.
   *
   * @throws FaultlineException with {@code MODEL} where the file cannot be read, is cut short, is
   *     of another kind, or names anything but tensors
   */
  public static Weights read(Path file) {
    byte[] head = head(file);
    if (startsWith(head, ZIP)) {
      return TorchZip.read(file);
    }
    if (startsWith(head, TorchLegacy.magic())) {
      return TorchLegacy.read(file);
    }
    if (head.length > Long.BYTES && head[Long.BYTES] == '{') {
      return SafetensorsFile.read(file).weights();
    }
    String begin = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, 8));
    throw WeightsFault.in(
        file.toString(),
        head.length == 0
            ? "is empty"
            : "begins with " + begin + "; it is neither safetensors nor a PyTorch weights file");
  }

  private static byte[] head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(16);
    } catch (IOException e) {
      throw WeightsFault.unreadable(file, e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }
}
