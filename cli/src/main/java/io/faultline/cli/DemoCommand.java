package io.faultline.cli;

import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.evaluation.ImageLevelRates;
import io.faultline.internal.pipeline.DemoRun;
import io.faultline.internal.report.EvaluationSections;
import io.faultline.internal.report.MetricsJson;
import io.faultline.internal.stage.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole way through on photos made for the purpose. */
@Command(
    name = "demo",
    header = "See the whole way through in two minutes, on photos it makes.",
    customSynopsis = {"faultline demo [OPTIONS]"},
    description = {
      "Makes photos with cracks and clean photos, trains a detector on them, tests it on"
          + " other photos, and writes a report. It needs nothing else, and downloads"
          + " nothing."
    },
    footer = {
      "  faultline demo",
      "  faultline demo --out runs/demo-7 --seed 7 --json demo.json",
      "",
      "The JSON has AP50 and seconds."
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Mixin private RunOptions options;
  @Mixin private JsonOption json;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Folder for everything that the demo makes (default: runs/demo).",
      defaultValue = "runs/demo")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed makes other photos (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Override
  public Integer call() {
    DemoRun.Result result =
        options.run(common, context -> DemoRun.run(out, DemoRun.config(seed), context));
    print(result);
    json.write(MetricsJson.demo(result.summary().evaluation().coco().ap50(), result.seconds()));
    return 0;
  }

  private void print(DemoRun.Result result) {
    Evaluation evaluation = result.summary().evaluation();
    ImageLevelRates photos = evaluation.photos();
    int learnt = result.training().trainPhotos() + result.training().heldOutPhotos();
    common.say(
        "Faultline made "
            + (learnt + result.summary().detections().size())
            + " photos, learnt from "
            + learnt
            + " of them and was then tested on the other "
            + result.summary().detections().size()
            + ", in "
            + Figures.duration(result.seconds())
            + ".");
    common.print("");
    common.say(EvaluationSections.verdict(evaluation));
    common.say(
        "Of "
            + photos.crackedPhotos()
            + " photos with cracks it missed "
            + photos.missedPhotos()
            + " altogether; of "
            + photos.cleanPhotos()
            + " clean ones it raised an alarm on "
            + photos.alarmedPhotos()
            + ".");
    BootstrapInterval interval = evaluation.intervals().get(Evaluation.AP50);
    common.say(
        "AP50 is "
            + Figures.share(evaluation.coco().ap50())
            + (interval == null
                ? ""
                : " (95 % interval "
                    + Figures.share(interval.lower())
                    + " to "
                    + Figures.share(interval.upper())
                    + ")")
            + "; 1 would be every crack found and no false alarm.");
    common.print("");
    where(result.folder());
  }

  private void where(RunFolder folder) {
    common.print("Look at");
    common.print("  " + folder.report() + "  pictures, curves and numbers, in a browser");
    common.print("  " + folder.path().resolve("test/images") + "  the photos it was tested on");
    common.print("  " + folder.model() + "  the model");
    common.print("\nNext, find cracks in a photo of your own:");
    common.print("  faultline detect --model " + folder.model() + " PHOTO --out found");
    common.print("or train on your own photos: faultline train --help");
  }
}
