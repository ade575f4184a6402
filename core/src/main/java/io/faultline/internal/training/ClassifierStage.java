package io.faultline.internal.training;

import io.faultline.classifier.FeatureStore;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.EncoderSpec;
import io.faultline.internal.calibration.CalibrationMethod;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.RunContext;
import io.faultline.internal.stage.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    boolean learns = kinds.stream().anyMatch(kind -> kind.type().learnsFromFeatures());
    boolean calibrating =
        config.classifier().calibration() != CalibrationMethod.NONE || kinds.size() > 1;
    if (!learns && !calibrating) {
      return List.of(new TrainedClassifier(kinds.get(0), List.of(), new byte[0], List.of(), 0));
    }
    int photos = (learns ? regions.train().size() : 0) + regions.heldOut().size();
    FeatureStage features =
        FeatureStage.of(encoder.encoder(network), config, photos, seed(), faults, context);
    try (FeatureStore heldOut = features.judged(regions.heldOut(), folder.heldOutFeatures());
        FeatureStore store =
            features.learnt(learns ? regions.train() : List.of(), folder.features())) {
      List<TrainedClassifier> trained = new ArrayList<>();
      for (ClassifierKind kind : kinds) {
        trained.add(
            learning().trained(kind, network.spec().classes(), network::snapshot, store, heldOut));
      }
      return trained;
    }
  }

  private RunSeed seed() {
    return new RunSeed(config.seed());
  }

  private ClassifierLearning learning() {
    return new ClassifierLearning(config, groups, context);
  }
}
