package io.faultline.internal.crops;

import io.faultline.dataset.ImageRecord;
import io.faultline.image.Raster;
import io.faultline.internal.evaluation.RegionAnswer;
import io.faultline.internal.evaluation.RegionReport;
import io.faultline.internal.finetuning.FineTuneOptions.WarpOptions;
import io.faultline.internal.image.Warp;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.results.Csv;
import io.faultline.internal.stage.Parallel;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Asks a network about crops.
 *
 * @param names by label: the background, then the classes
 */
record CropJudge(
    RegionNetwork network,
    WarpOptions warp,
    List<String> names,
    PhotoCache photos,
    RunContext context) {
  /** Crops passed at a time: bounds memory. */
  private static final int CROPS_AT_ONCE = 32;

  /** A class of at least this probability is believed. */
  private static final double THRESHOLD = 0.5;

  /** What was said of one crop. */
  record Judged(CropFolder.Crop crop, RegionAnswer answer) {
    int taken() {
      return answer.at(THRESHOLD);
    }
  }

  /**
   * Every crop of the photos, in their order.
   *
   * @param stage what progress calls it
   */
  List<Judged> judge(
      String stage,
      Map<String, List<CropFolder.Crop>> side,
      Map<CropFolder.Crop, ImageRecord> records) {
    List<Asked> asked = new ArrayList<>();
    int[] photo = {0};
    side.forEach(
        (name, crops) -> {
          crops.forEach(
              crop ->
                  asked.add(new Asked(photo[0], crop, Objects.requireNonNull(records.get(crop)))));
          photo[0]++;
        });
    List<List<Asked>> batches = new ArrayList<>();
    for (int from = 0; from < asked.size(); from += CROPS_AT_ONCE) {
      batches.add(asked.subList(from, Math.min(asked.size(), from + CROPS_AT_ONCE)));
    }
    return Parallel.map(context, stage, "batches of crops", batches, this::answers).stream()
        .flatMap(List::stream)
        .toList();
  }

  private record Asked(int photo, CropFolder.Crop crop, ImageRecord record) {}

  private List<Judged> answers(List<Asked> batch) {
    List<Raster> crops =
        batch.stream()
            .map(one -> Warp.resize(photos.get(one.record()), warp.cropSide(), warp.cropSide()))
            .toList();
    float[] logits = network.logitsOfCrops(crops);
    int classes = names.size() - 1;
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = logits[i * classes + c] > logits[i * classes + best] ? c : best;
      }
      double probability = 1 / (1 + Math.exp(-logits[i * classes + best]));
      CropFolder.Crop crop = batch.get(i).crop();
      judged.add(
          new Judged(
              crop,
              new RegionAnswer(batch.get(i).photo(), crop.name().label(), best + 1, probability)));
    }
    return judged;
  }

  /** Precision, recall and F1 of each class. */
  RegionReport report(List<Judged> judged) {
    return RegionReport.of(
        judged.stream().map(Judged::answer).toList(),
        judged.stream().mapToInt(Judged::taken).toArray(),
        names);
  }

  /** One line per crop: the likeliest class with its probability, and what that comes to. */
  void write(Path file, List<Judged> judged) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("file", "label", "taken_for", "likeliest", "probability"));
    for (Judged one : judged) {
      lines.add(
          List.of(
              one.crop().file(),
              names.get(one.answer().label()),
              names.get(one.taken()),
              names.get(one.answer().likeliest()),
              String.format(Locale.ROOT, "%.4f", one.answer().probability())));
    }
    Csv.write(file, lines);
  }
}
