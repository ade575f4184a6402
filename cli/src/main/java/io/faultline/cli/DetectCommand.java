package io.faultline.cli;

import io.faultline.detection.Detector;
import io.faultline.image.ReadOptions;
import io.faultline.pipeline.DetectionRun;
import io.faultline.pipeline.PhotoFiles;
import io.faultline.report.PhotoOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds objects in photos nobody labelled. */
@Command(
    name = "detect",
    header = "Find cracks in new photos.",
    customSynopsis = {"faultline detect --model MODEL --out FOLDER PHOTO... [OPTIONS]"},
    description = {
      "Writes detections.json, detections.csv and an annotated copy of every photo. Large photos are"
          + " read in overlapping tiles that cover all of them. A photo that cannot be read is"
          + " listed, the others go on, and the exit code is 4."
    },
    footer = {
      "  faultline detect --model runs/walls/model wall.jpg --out found",
      "  faultline detect --model runs/walls/model tour-7/ --out found --no-pictures"
    })
final class DetectCommand implements Callable<Integer> {
  private static final int LISTED = 20;

  @Mixin private CommonOptions common;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model, as train leaves it at RUN/model.")
  private Path model;

  @Parameters(
      arity = "1..*",
      paramLabel = "PHOTO",
      description = "Photos, or folders of photos with all below them.")
  private List<Path> photos;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the results go.")
  private Path out;

  @Option(
      names = "--upright",
      description =
          "Turn photos as their EXIF tag says first; boxes then refer to the turned pixels.")
  private boolean upright;

  @Option(names = "--no-pictures", description = "Write no annotated photos.")
  private boolean noPictures;

  @Override
  public Integer call() {
    List<PhotoFiles.PhotoFile> files = PhotoFiles.of(photos);
    List<PhotoOutcome> outcomes;
    try (Detector detector = Detector.load(model, device.compute())) {
      outcomes =
          options.run(
              common,
              context -> DetectionRun.run(detector, files, reading(), out, !noPictures, context));
    }
    List<PhotoOutcome.Detected> read =
        outcomes.stream()
            .filter(PhotoOutcome.Detected.class::isInstance)
            .map(PhotoOutcome.Detected.class::cast)
            .toList();
    print(read);
    return LeftOut.exitCode(outcomes.size() - read.size(), common);
  }

  private ReadOptions reading() {
    return ReadOptions.DEFAULT.with(
        upright ? ReadOptions.ExifRule.UPRIGHT : ReadOptions.ExifRule.AS_STORED);
  }

  private void print(List<PhotoOutcome.Detected> read) {
    List<PhotoOutcome.Detected> alarmed =
        read.stream().filter(photo -> !photo.detections().isEmpty()).toList();
    Table table = new Table("photo", "found", "best score");
    int shown = common.verbose() ? alarmed.size() : Math.min(LISTED, alarmed.size());
    for (PhotoOutcome.Detected photo : alarmed.subList(0, shown)) {
      table.row(
          photo.photo(),
          Figures.count(photo.detections().size()),
          Figures.share(photo.detections().get(0).score()));
    }
    if (shown < alarmed.size()) {
      table.row("and " + Figures.count(alarmed.size() - shown) + " more; -v lists them all");
    }
    if (!alarmed.isEmpty()) {
      common.print(table.text());
    }
    long found = alarmed.stream().mapToLong(photo -> photo.detections().size()).sum();
    common.print(
        Figures.count(found)
            + (found == 1 ? " detection in " : " detections in ")
            + Figures.count(alarmed.size())
            + " of "
            + Figures.count(read.size())
            + (read.size() == 1 ? " photo" : " photos"));
    common.print("Written to " + out);
  }
}
