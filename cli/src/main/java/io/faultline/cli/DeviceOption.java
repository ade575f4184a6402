package io.faultline.cli;

import io.faultline.internal.libtorch.Compute;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What computes. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "Where to compute: auto (a GPU if libtorch finds one, otherwise the processor), cpu or cuda.")
  private Optional<Compute.Device> device = Optional.empty();

  /** For a configuration: the key that was set, if any. */
  List<String> sets() {
    return device.map(named -> "network.device=" + named.name().toLowerCase(Locale.ROOT)).stream()
        .toList();
  }

  /** For a model: the device, in the number format that it does well. */
  Compute compute() {
    return new Compute(device.orElse(Compute.Device.AUTO), Compute.Format.AUTO);
  }
}
