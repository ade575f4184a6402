package io.faultline.pipeline;

import io.faultline.classifier.CalibrationChoice;
import io.faultline.classifier.CalibrationMethod;
import io.faultline.classifier.HeadClassifier;
import io.faultline.classifier.HeldOutScores;
import io.faultline.classifier.LabelledFeatures;
import io.faultline.classifier.LightGbmClassifier;
import io.faultline.classifier.LinearSvm;
import io.faultline.classifier.RegionClassifier;
import io.faultline.classifier.WorkingSet;
import io.faultline.classifier.XgBoostClassifier;
import io.faultline.detection.ClassifierKind;
import io.faultline.detection.DetectorBundle;
import io.faultline.detection.EncoderSpec;
import io.faultline.feature.FeatureStore;
import io.faultline.network.NamedTensor;
import io.faultline.network.RegionNetwork;
import io.faultline.provenance.RunSeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongToIntFunction;

/**
 * Trains the classifiers that are asked for on one store of frozen features, and calibrates each on
 * another one of the held-out photos. The head has learnt already, in fine-tuning.
 *
 * @param groups the group of every photo (or tile) by its id
 */
record ClassifierStage(
    PipelineConfig config,
    EncoderSpec encoder,
    RunFolder folder,
    Map<Long, String> groups,
    PhotoFaults faults,
    RunContext context) {

  /** Positives that decide when trees stop growing, at most. */
  private static final int WATCHED_POSITIVES = 2000;

  /** The classifiers, in the order of their kinds. */
  List<TrainedClassifier> run(RegionNetwork network, TrainingRegions regions) {
    List<ClassifierKind> kinds = config.classifier().kind().kinds();
    boolean learning = !kinds.equals(List.of(ClassifierKind.HEAD));
    boolean calibrating =
        config.classifier().calibration() != CalibrationMethod.NONE || kinds.size() > 1;
    if (!learning && !calibrating) {
      return List.of(
          new TrainedClassifier(ClassifierKind.HEAD, List.of(), new byte[0], List.of(), 0));
    }
    int photos = (learning ? regions.train().size() : 0) + regions.heldOut().size();
    FeatureStage features =
        FeatureStage.of(encoder.encoder(network), config, photos, seed(), faults, context);
    try (FeatureStore heldOut = features.judged(regions.heldOut(), folder.heldOutFeatures());
        FeatureStore store =
            features.learnt(learning ? regions.train() : List.of(), folder.features())) {
      List<TrainedClassifier> trained = new ArrayList<>();
      for (ClassifierKind kind : kinds) {
        trained.add(trained(kind, network, store, heldOut));
      }
      return trained;
    }
  }

  private RunSeed seed() {
    return new RunSeed(config.seed());
  }

  private TrainedClassifier trained(
      ClassifierKind kind, RegionNetwork network, FeatureStore store, FeatureStore heldOut) {
    long start = context.nanoTime().getAsLong();
    int classes = network.spec().classes();
    return switch (kind) {
      case HEAD ->
          done(
              kind,
              HeadClassifier.of(network.snapshot(), DetectorBundle.HEAD_LAYER),
              head -> List.of(),
              head -> new byte[0],
              heldOut,
              start);
      case SVM ->
          done(
              kind,
              LinearSvm.train(
                  store,
                  classes,
                  config.classifier().svm().seededBy(seed().derive("svm", 0)),
                  config.classifier().store().workingRows(),
                  context.progress()),
              LinearSvm::tensors,
              svm -> new byte[0],
              heldOut,
              start);
      case XGBOOST ->
          done(
              kind,
              (XgBoostClassifier)
                  inRounds(store, rows -> xgboost(rows, watched(rows, heldOut), classes)),
              trees -> List.of(),
              XgBoostClassifier::save,
              heldOut,
              start);
      case LIGHTGBM ->
          done(
              kind,
              (LightGbmClassifier)
                  inRounds(store, rows -> lightgbm(rows, watched(rows, heldOut), classes)),
              trees -> List.of(),
              LightGbmClassifier::save,
              heldOut,
              start);
    };
  }

  private RegionClassifier inRounds(
      FeatureStore store, Function<LabelledFeatures, RegionClassifier> learner) {
    StoreConfig limits = config.classifier().store();
    return WorkingSet.learn(
        store,
        limits.workingRows(),
        limits.hardNegativeRounds(),
        seed().of("working-rows"),
        learner);
  }

  private XgBoostClassifier xgboost(LabelledFeatures rows, LabelledFeatures watched, int classes) {
    return XgBoostClassifier.train(
        rows,
        watched,
        classes,
        config.classifier().xgboost().seededBy(seed().derive("xgboost", 0)),
        context.threads(),
        context.progress());
  }

  private LightGbmClassifier lightgbm(
      LabelledFeatures rows, LabelledFeatures watched, int classes) {
    return LightGbmClassifier.train(
        rows,
        watched,
        classes,
        config.classifier().lightgbm().seededBy(seed().derive("lightgbm", 0)),
        context.threads(),
        context.progress());
  }

  /**
   * Held-out rows in the mixture of those that are learnt from: their loss decides when to stop.
   */
  private LabelledFeatures watched(LabelledFeatures rows, FeatureStore heldOut) {
    long positives = Math.min(WATCHED_POSITIVES, heldOut.positives());
    long learnt = rows.positives();
    long negatives = learnt == 0 ? 0 : positives * (rows.rows() - learnt) / learnt;
    return WorkingSet.sample(
        heldOut,
        Math.toIntExact(positives),
        (int) Math.min(negatives, config.classifier().store().workingRows()),
        seed().of("watched-rows"));
  }

  private <C extends RegionClassifier> TrainedClassifier done(
      ClassifierKind kind,
      C classifier,
      Function<C, List<NamedTensor>> tensors,
      Function<C, byte[]> model,
      FeatureStore heldOut,
      long start) {
    try (C learnt = classifier) {
      List<CalibrationChoice> calibration =
          HeldOutScores.calibrate(
              learnt, heldOut, groupNumbers(), config.classifier().calibration());
      return new TrainedClassifier(
          kind,
          tensors.apply(learnt),
          model.apply(learnt),
          calibration,
          (context.nanoTime().getAsLong() - start) / 1e9);
    }
  }

  private LongToIntFunction groupNumbers() {
    Map<String, Integer> numbers = new HashMap<>();
    return id -> {
      String group = groups.getOrDefault(id, Long.toString(id));
      numbers.putIfAbsent(group, numbers.size());
      return numbers.getOrDefault(group, 0);
    };
  }
}
