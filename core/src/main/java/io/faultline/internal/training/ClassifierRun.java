package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.classifier.FeatureStore;
import io.faultline.dataset.Dataset;
import io.faultline.internal.boosting.XgBoostType;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.RunContext;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives a detector another classifier: XGBoost that learns from all rows of stored features,
 * however many. Network, moved boxes and their overlap stay as they are.
 */
public final class ClassifierRun {
  private ClassifierRun() {}

  /**
   * Learns, calibrates and chooses the threshold.
   *
   * @param bundle whose network gave the features
   * @param store what is learnt from
   * @param heldOut what the classifier is calibrated on
   * @param groups the group of every held-out photo (or tile) by its id
   * @param judged the held-out photos with their labels, in the bundle's categories; without any,
   *     the threshold is 0.5
   * @param scratch an empty folder for files, which the caller deletes
   * @throws FaultlineException with {@code INPUT} if the features are of another network or no row
   *     is of a class
   */
  public static DetectorBundle run(
      DetectorBundle bundle,
      FeatureStore store,
      FeatureStore heldOut,
      Map<Long, String> groups,
      Dataset judged,
      PipelineConfig config,
      Path scratch,
      RunContext context) {
    int dimension = bundle.manifest().network().featureDimension();
    if (store.columns() != dimension) {
      throw new FaultlineException(
          Problem.INPUT,
          "features have " + store.columns() + " numbers; the model's network gives " + dimension);
    }
    XgBoostType type = new XgBoostType();
    TrainedClassifier trained =
        new ClassifierLearning(config, groups, context)
            .trained(
                ClassifierKind.XGBOOST,
                bundle.manifest().categories().size(),
                bundle::weights,
                store,
                heldOut,
                task -> type.learnFromAll(config.classifier().settings().of(type), task, scratch));
    DetectorBundle other =
        bundle.withClassifier(trained.kind(), trained.model(), trained.calibration());
    return other.withOperatingPoint(
        OperatingPointStage.of(config, other, judged, new PhotoCache(), context));
  }
}
