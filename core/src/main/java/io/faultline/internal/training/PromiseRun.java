package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.bundle.RecallPromise;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.evaluation.RecallProof;
import io.faultline.internal.evaluation.RecallSample;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.stage.CategoryMatch;
import io.faultline.internal.stage.DetectionStage;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoGroups;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.SeenPhotos;
import io.faultline.internal.stage.UnreadablePhoto;
import java.util.List;

/**
 * Proves a recall of a model on labelled photos that neither trained it nor chose anything about
 * it.
 */
public final class PromiseRun {
  private PromiseRun() {}

  /**
   * What came of it.
   *
   * @param promise kept or refused
   * @param table what other targets these photos could prove, and what each costs
   * @param bundle the model with its new operating point
   * @param unreadable photos that were left out
   */
  public record Result(
      RecallPromise promise,
      List<RecallPromise> table,
      DetectorBundle bundle,
      List<UnreadablePhoto> unreadable) {
    /** Copies the lists. */
    public Result {
      table = List.copyOf(table);
      unreadable = List.copyOf(unreadable);
    }
  }

  /**
   * Detects on every photo and proves the target. Categories of the dataset are matched to the
   * model's by name.
   *
   * @param rule which photos are of one place, by their names; the photos themselves are looked at
   * @param seed decides the bootstrap's draws
   * @throws FaultlineException with {@code USAGE} where the target's class is none of the model's,
   *     with {@code INPUT} where the dataset has no photos, none can be read, or it shares no
   *     category with the model
   */
  public static Result run(
      DetectorBundle bundle,
      Compute compute,
      Dataset dataset,
      RecallPromise.Target target,
      GroupRule rule,
      RunSeed seed,
      RunContext context) {
    Libtorch.useThreads(context.threads());
    List<Category> known = bundle.manifest().categories();
    requireKnown(target.category(), known);
    SeenPhotos.of(bundle.photos(), dataset, context)
        .warnings()
        .forEach(line -> context.progress().note("warning: " + line));
    Result result =
        run(
            bundle,
            compute,
            CategoryMatch.of(dataset, known),
            target,
            PhotoGroups.of(dataset, rule, context),
            seed,
            new PhotoCache(),
            context);
    if (result.promise().evidence().photos() == 0) {
      throw new FaultlineException(
          Problem.INPUT,
          result.unreadable().isEmpty()
              ? "the dataset has no photos"
              : "no photo of the dataset can be read; the first: "
                  + result.unreadable().get(0).reason());
    }
    return result;
  }

  /** As above, for a dataset that has the model's categories, with photos that may be at hand. */
  static Result run(
      DetectorBundle bundle,
      Compute compute,
      Dataset dataset,
      RecallPromise.Target target,
      GroupRule rule,
      RunSeed seed,
      PhotoCache photos,
      RunContext context) {
    DetectionStage.Result found = detect(bundle, compute, dataset, photos, context);
    RecallSample sample = RecallSample.of(found.read(), found.detections(), target, rule);
    RecallPromise promise = RecallProof.of(sample, target, seed);
    return new Result(
        promise,
        RecallProof.table(sample, target, seed),
        bundle.withOperatingPoint(
            bundle.manifest().operatingPoint().with(promise, bundle.manifest().categories())),
        found.unreadable());
  }

  private static DetectionStage.Result detect(
      DetectorBundle bundle,
      Compute compute,
      Dataset dataset,
      PhotoCache photos,
      RunContext context) {
    try (RegionDetector detector = RegionDetector.of(bundle, compute)) {
      return DetectionStage.run(detector, dataset, photos, context);
    }
  }

  private static void requireKnown(String category, List<Category> known) {
    List<String> names = known.stream().map(Category::name).toList();
    if (!category.isEmpty() && !names.contains(category)) {
      throw new FaultlineException(
          Problem.USAGE, "class is " + category + "; the model knows " + names);
    }
  }
}
