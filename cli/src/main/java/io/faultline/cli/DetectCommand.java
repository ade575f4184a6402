package io.faultline.cli;

import io.faultline.detection.PhotoOutcome;
import io.faultline.detection.Verdict;
import io.faultline.image.ExifRule;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.photos.PhotoFiles;
import io.faultline.internal.pipeline.DetectionRun;
import io.faultline.internal.reading.ReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds objects in photos without labels. */
@Command(
    name = "detect",
    header = "Find cracks in new photos.",
    customSynopsis = {"faultline detect --model MODEL PHOTO... [OPTIONS]"},
    description = {
      "Looks at every photo and gives it a verdict. Writes report.html (open it in a browser),"
          + " photos.csv (one line for each photo), detections.csv (one line for each box),"
          + " detections.json, and an annotated copy of every photo in the folder photos.",
      "",
      "CRACK means: the best detection is certain. REVIEW means: a person must look, because the"
          + " best detection is doubtful, a part of the photo could not be read, or the file is"
          + " damaged or has more pages. CLEAN means: nothing was reported; a crack can still be"
          + " missed. The model holds the two scores at which REVIEW and CRACK begin (see promise).",
      "",
      "Large photos are read in overlapping tiles that cover the whole photo. A photo that cannot be"
          + " read is listed with the reason, the run goes on, and the exit code is 4. In a folder,"
          + " the first bytes of a file decide whether it is a photo, not its name. A photo format"
          + " that cannot be read, such as HEIC, is listed as REVIEW."
    },
    footer = {
      "  faultline detect --model crack photos/",
      "      with the built-in model; the results are in the folder found",
      "  faultline detect --model runs/walls/model wall.jpg --out found",
      "  faultline detect --model runs/walls/model tour-7/ --out found --no-pictures",
      "  faultline detect --model runs/walls/model tour-7/ --out found --threshold 0.2",
      "  faultline detect --model runs/w/model photos/ --threshold crack=0.2,stain=0.6",
      "      classes that are not named keep the model's threshold"
    })
final class DetectCommand implements Callable<Integer> {
  private static final int LISTED = 20;

  @Mixin private CommonOptions common;
  @Mixin private ModelOption model;
  @Mixin private ThresholdOption threshold;
  @Mixin private DeviceOption device;
  @Mixin private RunOptions options;

  @Parameters(
      arity = "1..*",
      paramLabel = "PHOTO",
      description =
          "Photos, or folders of photos. Subfolders are searched too, links are followed, and hidden"
              + " files are left out.")
  private List<String> photos;

  @Writes(Writes.Kind.FOLDER)
  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the results go (default: ${DEFAULT-VALUE}).",
      defaultValue = "found")
  private Path out;

  @Option(
      names = "--upright",
      description =
          "Turn each photo as its EXIF tag says before looking at it. Boxes then refer to the turned"
              + " photo.")
  private boolean upright;

  @Option(
      names = "--no-pictures",
      description = "Write no annotated photos, neither as files nor into the report.")
  private boolean noPictures;

  @Override
  public Integer call() {
    PhotoFiles.Found found = PhotoFiles.named(photos, out);
    DetectorBundle bundle = threshold.apply(model.read(common), common);
    found.notes().forEach(common::warn);
    List<PhotoOutcome> outcomes;
    try (RegionDetector detector = RegionDetector.of(bundle, device.compute())) {
      outcomes =
          options.run(
              common,
              context ->
                  DetectionRun.run(
                      detector, found.photos(), reading(bundle), out, !noPictures, context));
    }
    List<PhotoOutcome.Detected> read =
        outcomes.stream()
            .filter(PhotoOutcome.Detected.class::isInstance)
            .map(PhotoOutcome.Detected.class::cast)
            .toList();
    print(outcomes, read);
    bundle
        .manifest()
        .operatingPoint()
        .promised()
        .ifPresent(words -> common.say("Promised: " + words));
    int inPart = (int) read.stream().filter(photo -> photo.judgement().inPart()).count();
    return LeftOut.exitCode(outcomes.size() - read.size(), inPart, common);
  }

  private ReadOptions reading(DetectorBundle bundle) {
    ExifRule own = bundle.manifest().exif();
    if (own == ExifRule.UPRIGHT) {
      common.say("The model learnt from upright photos: they are read upright.");
    }
    return ReadOptions.DEFAULT.with(upright ? ExifRule.UPRIGHT : own);
  }

  private void print(List<PhotoOutcome> outcomes, List<PhotoOutcome.Detected> read) {
    List<PhotoOutcome> notable =
        outcomes.stream().filter(photo -> photo.verdict() != Verdict.CLEAN).toList();
    Table table = new Table("photo", "verdict", "found", "best score");
    int shown = common.verbose() ? notable.size() : Math.min(LISTED, notable.size());
    notable.subList(0, shown).forEach(photo -> row(table, photo));
    if (shown < notable.size()) {
      table.row("and " + Figures.count(notable.size() - shown) + " more; -v lists them all");
    }
    if (!notable.isEmpty()) {
      common.print(table.text());
    }
    long found = read.stream().mapToLong(photo -> photo.detections().size()).sum();
    long alarmed = read.stream().filter(photo -> !photo.detections().isEmpty()).count();
    common.print(
        Figures.count(found)
            + (found == 1 ? " detection in " : " detections in ")
            + Figures.count(alarmed)
            + " of "
            + Figures.count(read.size())
            + (read.size() == 1 ? " photo" : " photos"));
    common.print(
        Stream.of(Verdict.CRACK, Verdict.REVIEW, Verdict.CLEAN)
            .map(verdict -> verdict + " " + Figures.count(count(outcomes, verdict)))
            .collect(Collectors.joining(", ")));
    common.print("Report  " + out.resolve("report.html"));
    common.print("Written to " + out);
  }

  private static void row(Table table, PhotoOutcome photo) {
    if (photo instanceof PhotoOutcome.Detected seen) {
      table.row(
          seen.photo(),
          seen.verdict().name(),
          Figures.count(seen.detections().size()),
          Figures.share(seen.judgement().bestScore()));
    } else {
      table.row(photo.photo(), photo.verdict().name(), "unreadable");
    }
  }

  private static long count(List<PhotoOutcome> outcomes, Verdict verdict) {
    return outcomes.stream().filter(photo -> photo.verdict() == verdict).count();
  }
}
