package io.faultline.internal.report;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.detection.ImageDetections;
import io.faultline.internal.evaluation.BootstrapInterval;
import io.faultline.internal.evaluation.Evaluation;
import io.faultline.internal.proposal.Coverage;
import io.faultline.internal.proposal.ProposalCeiling;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three photos of 64x64 whose results can be told by hand: found, missed with an alarm, clean. */
public final class EvaluatedPhotos {
  static final Box CRACK = new Box(10, 10, 40, 40);

  static final Dataset TRUTH =
      new Dataset(
          List.of(new Category(1, "crack"), new Category(5, "spall <b>")),
          List.of(
              photo(1, "found.png", true),
              photo(2, "missed.png", true),
              photo(3, "clean.png", false)));

  static final List<ImageDetections> DETECTIONS =
      List.of(
          new ImageDetections(1, List.of(new Detection(1, CRACK, 0.9))),
          new ImageDetections(2, List.of(new Detection(1, new Box(50, 50, 60, 60), 0.8))),
          new ImageDetections(3, List.of(new Detection(1, CRACK, 0.1))));

  static final double THRESHOLD = 0.5;

  private EvaluatedPhotos() {}

  public static Evaluation evaluation() {
    return Evaluation.of(
        TRUTH, DETECTIONS, THRESHOLD, new BootstrapInterval.Options(50, 0.95, new RunSeed(1)));
  }

  /** Photo 1 is covered by its last proposal, photo 2 by its first; 240, 60 and no boxes. */
  public static ProposalCeiling ceiling() {
    List<Proposals> proposals =
        List.of(
            new Proposals(Stream.concat(far(239), Stream.of(CRACK)).toList()),
            new Proposals(Stream.concat(Stream.of(CRACK), far(59)).toList()),
            new Proposals(List.of()));
    return ProposalCeiling.of(
        IntStream.range(0, proposals.size())
            .mapToObj(i -> Coverage.of(TRUTH.images().get(i), proposals.get(i)))
            .toList());
  }

  private static Stream<Box> far(int boxes) {
    return IntStream.range(0, boxes).mapToObj(i -> new Box(i, 60, i + 1, 61));
  }

  static Raster grey(ImageRecord image) {
    return Raster.of(
        image.widthPx(), image.heightPx(), new byte[3 * image.widthPx() * image.heightPx()]);
  }

  private static ImageRecord photo(long id, String name, boolean cracked) {
    return new ImageRecord(
        id,
        name,
        Path.of(name),
        64,
        64,
        cracked ? List.of(Annotation.of(id, 1, CRACK)) : List.of());
  }
}
