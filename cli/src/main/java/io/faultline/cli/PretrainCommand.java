package io.faultline.cli;

import io.faultline.internal.pipeline.PretrainRun;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a model from synthetic photos alone. */
@Command(
    name = "pretrain",
    header = "Make a model from synthetic photos alone, as the built-in one was made.",
    customSynopsis = {"faultline pretrain --out RUN [OPTIONS]"},
    description = {
      "Makes synthetic photos as synth does, trains on them, and writes RUN/model-int8: the model"
          + " with one byte for each weight, a quarter of the size. It can be used and handed out"
          + " like every model, and train --weights RUN/model-int8 starts from it. The"
          + " built-in model crack was made by this command; docs/model-crack.md has the options."
          + " It takes about half an hour on two cores. After a stop, run the same command again."
    },
    footer = {
      "  faultline pretrain --weights resnet18 --out runs/crack",
      "  faultline pretrain --photos 200 --set fine-tune.epochs=3 --out runs/try"
    })
final class PretrainCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private ConfigOptions settings;
  @Mixin private WeightsOption weights;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "Folder for the photos, the training and the model.")
  private Path out;

  @Option(
      names = "--photos",
      paramLabel = "N",
      description = "How many photos (default: ${DEFAULT-VALUE}).",
      defaultValue = "2000")
  private int photos;

  @Option(
      names = "--photo-seed",
      paramLabel = "N",
      description = "Seed of the photos (default: ${DEFAULT-VALUE}).",
      defaultValue = "11")
  private long photoSeed;

  @Mixin private StyleOptions style;

  @Override
  public Integer call() {
    PipelineConfig config =
        weights.over(settings.read(PipelineConfig.class, PretrainRun.defaults(), device.sets()));
    PretrainRun.Photos made =
        new PretrainRun.Photos(photos, photoSeed, style.over(SyntheticPhotos.Options.DEFAULT));
    PretrainRun.Result result =
        options.run(common, context -> PretrainRun.run(made, config, new RunFolder(out), context));
    common.say(
        "Learnt from "
            + Figures.count(result.training().trainPhotos())
            + " synthetic photos, held out "
            + Figures.count(result.training().heldOutPhotos())
            + ".");
    common.print("\nModel   " + result.model());
    common.print("Next: faultline evaluate --model " + result.model() + " --data YOUR-PHOTOS");
    return 0;
  }
}
