package io.faultline.internal.training;

import io.faultline.classifier.ClassifierType;
import io.faultline.classifier.FeatureStore;
import io.faultline.classifier.LearningTask;
import io.faultline.classifier.Learnt;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.calibration.CalibrationChoice;
import io.faultline.internal.calibration.HeldOutScores;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContext;
import io.faultline.weights.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongToIntFunction;
import java.util.function.Supplier;

/**
 * Trains one classifier on stored features, and calibrates it on those of held-out photos.
 *
 * @param groups the group of every photo (or tile) by its id
 */
record ClassifierLearning(PipelineConfig config, Map<Long, String> groups, RunContext context) {

  /** A classifier of a kind. */
  TrainedClassifier trained(
      ClassifierKind kind,
      int classes,
      Supplier<Weights> network,
      FeatureStore store,
      FeatureStore heldOut) {
    return trained(kind, classes, network, store, heldOut, task -> learn(kind.type(), task));
  }

  /** As above, in a way that the caller chooses. */
  TrainedClassifier trained(
      ClassifierKind kind,
      int classes,
      Supplier<Weights> network,
      FeatureStore store,
      FeatureStore heldOut,
      Function<LearningTask, Learnt> learner) {
    long start = context.nanoTime().getAsLong();
    LearningTask task =
        new LearningTask(
            store,
            heldOut,
            classes,
            network,
            config.classifier().store().workingRows(),
            config.classifier().store().hardNegativeRounds(),
            config.seed(),
            context.threads(),
            context.progress());
    try (Learnt learnt = learner.apply(task)) {
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
