package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.finetuning.EpochLog;
import io.faultline.internal.finetuning.FineTuning;
import io.faultline.internal.finetuning.OverfittingGap;
import io.faultline.internal.finetuning.TrainingPhoto;
import io.faultline.internal.image.ImageWriter;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.pictures.ContactSheet;
import io.faultline.internal.provenance.AtomicFile;
import io.faultline.internal.provenance.Fingerprint;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.report.TrainingCurves;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.settings.StartingWeights;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Fine-tuning with all that people watch it by: the regions of the first step, every epoch in a
 * table, the curves, a sentence on over-fitting; and with what a stopped run goes on from.
 */
public record FineTuneStage(PipelineConfig config, RunFolder folder, RunContext context) {

  /** Fine-tunes the network in place. */
  public FineTuning.Result run(
      RegionNetwork network, TrainingRegions regions, List<Category> categories) {
    RunSeed seed = new RunSeed(config.seed());
    FineTuning.Result tuned =
        FineTuning.run(
            network,
            regions.train(),
            regions.heldOut(),
            config.fineTune(),
            seed,
            host(regions, categories));
    new TrainingCurves(tuned.epochs()).write(folder.curves());
    context.progress().note(OverfittingGap.of(tuned.epochs()).sentence());
    return tuned;
  }

  private FineTuning.Host host(TrainingRegions regions, List<Category> categories) {
    return new FineTuning.Host(
        context.progress(),
        context.threads(),
        context.workers(),
        context.nanoTime(),
        Optional.of(new FineTuning.CheckpointFile(folder.checkpoint(), key(regions))),
        seen -> ImageWriter.writeDrawing(folder.regions(), ContactSheet.draw(seen, categories)),
        epochs -> AtomicFile.write(folder.epochs(), csv(epochs)));
  }

  private static String csv(List<EpochLog> epochs) {
    StringBuilder csv = new StringBuilder(EpochLog.CSV_HEADER).append('\n');
    epochs.forEach(epoch -> csv.append(epoch.csv()).append('\n'));
    return csv.toString();
  }

  /**
   * Everything that fine-tuning depends on: settings, seed, threads, what {@code auto} comes to on
   * this machine, weights, regions and their labels.
   */
  private Fingerprint key(TrainingRegions regions) {
    Fingerprint.Builder key =
        Fingerprint.builder()
            .add(ConfigWriter.yaml(config))
            .add(context.threads())
            .add(config.network().compute().resolved().toString());
    StartingWeights.addTo(key, config.network());
    for (List<TrainingPhoto> photos : List.of(regions.train(), regions.heldOut())) {
      key.add(photos.size());
      for (TrainingPhoto photo : photos) {
        key.add(photo.regions().imageId()).add(photo.regions().regions().toString());
      }
    }
    return key.build();
  }

  /** Deletes the checkpoint, once the model is written. */
  public void deleteCheckpoint() {
    try {
      Files.deleteIfExists(folder.checkpoint());
    } catch (IOException e) {
      throw new FaultlineException(Problem.OUTPUT, folder.checkpoint() + ": cannot be deleted", e);
    }
  }
}
