package io.faultline.internal.training;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.EncoderSpec;
import io.faultline.internal.calibration.CalibrationChoice;
import io.faultline.internal.calibration.CalibrationMethod;
import io.faultline.internal.calibration.HeldOutScores;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The classifiers, in the order of their kinds. */
  List<TrainedClassifier> run(RegionNetwork network, TrainingRegions regions) {
    List<ClassifierKind> kinds = config.classifier().kind().kinds();
    boolean learning = kinds.stream().anyMatch(kind -> kind.type().learnsFromFeatures());
    boolean calibrating =
        config.classifier().calibration() != CalibrationMethod.NONE || kinds.size() > 1;
    if (!learning && !calibrating) {
      return List.of(new TrainedClassifier(kinds.get(0), List.of(), new byte[0], List.of(), 0));
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
    LearningTask task =
        new LearningTask(
            store,
            heldOut,
            network.spec().classes(),
            network::snapshot,
            config.classifier().store().workingRows(),
            config.classifier().store().hardNegativeRounds(),
            config.seed(),
            context.threads(),
            context.progress());
    try (Learnt learnt = learn(kind.type(), task)) {
      List<CalibrationChoice> calibration =
          HeldOutScores.calibrate(
              learnt.classifier(), heldOut, groupNumbers(), config.classifier().calibration());
      return new TrainedClassifier(
          kind,
          learnt.tensors(),
          learnt.model(),
          calibration,
          (context.nanoTime().getAsLong() - start) / 1e9);
    }
  }

  private <O extends Record> Learnt learn(ClassifierType<O> type, LearningTask task) {
    return type.learn(config.classifier().settings().of(type), task);
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
