package io.faultline.internal.finetuning;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.weights.SafetensorsFile;
import io.faultline.internal.weights.SafetensorsWriter;
import io.faultline.weights.NamedTensor;
import io.faultline.weights.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All that the epochs to come depend on, as it is after an epoch: a run that goes on from here does
 * what it would have done without a stop. One safetensors file, written whole or not at all.
 *
 * @param epochs what was done, one line per epoch, at least one
 * @param bestEpoch whose weights are {@code best}, from 1
 * @param bestLoss its held-out loss
 * @param seconds how long fine-tuning has run
 * @param course the state of the {@link Course}
 * @param network the weights after the last epoch
 * @param best the weights that the run would end with now: those of the best epoch, averaged where
 *     the run averages
 * @param optimizer the state of the update rule
 */
record Checkpoint(
    List<EpochLog> epochs,
    int bestEpoch,
    double bestLoss,
    double seconds,
    String course,
    Weights network,
    Weights best,
    Weights optimizer) {
  private static final String FORMAT = "4";
  private static final String NETWORK = "network/";
  private static final String BEST = "best/";
  private static final String OPTIMIZER = "optimizer/";

  /** Copies the list. */
  Checkpoint {
    epochs = List.copyOf(epochs);
  }

  /**
   * Leaves this in a file.
   *
   * @param key of everything that the run depends on
   */
  void write(Path file, Fingerprint key) {
    List<NamedTensor> tensors = new ArrayList<>();
    add(tensors, NETWORK, network);
    add(tensors, BEST, best); // An average of steps: also after the best epoch not the network's.
    add(tensors, OPTIMIZER, optimizer);
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("run", key.hex());
    metadata.put("best-epoch", Integer.toString(bestEpoch));
    metadata.put("best-loss", Double.toString(bestLoss));
    metadata.put("seconds", Double.toString(seconds));
    metadata.put("course", course);
    for (EpochLog epoch : epochs) {
      metadata.put("epoch-%06d".formatted(epoch.epoch()), epoch.exact());
    }
    SafetensorsWriter.write(file, Weights.of("checkpoint", tensors), metadata);
  }

  /** Whether a file belongs to the run of this key; it must exist. */
  static boolean belongs(SafetensorsFile file, Fingerprint key) {
    return FORMAT.equals(file.metadata().get("format"))
        && key.hex().equals(file.metadata().get("run"));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws FaultlineException with {@code INPUT} where the file holds something else
   */
  static Checkpoint of(SafetensorsFile file) {
    Map<String, String> metadata = file.metadata();
    try {
      List<EpochLog> epochs =
          metadata.entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("epoch-"))
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> EpochLog.ofExact(entry.getValue()))
              .toList();
      int bestEpoch = Integer.parseInt(metadata.get("best-epoch"));
      Weights network = part(file.weights(), NETWORK);
      return new Checkpoint(
          epochs,
          bestEpoch,
          Double.parseDouble(metadata.get("best-loss")),
          Double.parseDouble(metadata.get("seconds")),
          Objects.requireNonNull(metadata.get("course")),
          network,
          part(file.weights(), BEST),
          part(file.weights(), OPTIMIZER));
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new FaultlineException(
          Problem.INPUT,
          file.weights().source() + ": not a checkpoint; delete it to train from the start",
          e);
    }
  }

  private static void add(List<NamedTensor> tensors, String prefix, Weights weights) {
    weights.tensors().forEach(tensor -> tensors.add(tensor.renamed(prefix + tensor.name())));
  }

  private static Weights part(Weights all, String prefix) {
    return Weights.of(
        all.source(),
        all.tensors().stream()
            .filter(tensor -> tensor.name().startsWith(prefix))
            .map(tensor -> tensor.renamed(tensor.name().substring(prefix.length())))
            .toList());
  }
}
