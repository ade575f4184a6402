package io.faultline.internal.training;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.dataset.Dataset;
import io.faultline.internal.dataset.GroupRule;
import io.faultline.internal.dataset.GroupedSplit;
import io.faultline.internal.dataset.Split;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.OperatingPointConfig;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.PhotoGroups;

/**
 * Photos set aside, in whole groups, before anything looks at them: a proof is worth something only
 * on photos that were not used to train, to choose the epoch or to choose the threshold.
 *
 * @param rest what training sees
 * @param proof what only the proof sees; empty where no recall is to be promised
 */
public record ProofSplit(Dataset rest, Dataset proof) {

  /**
   * Takes the share that the configuration names.
   *
   * @throws FaultlineException with {@code INPUT} where all photos are of one group
   */
  public static ProofSplit of(Dataset dataset, PipelineConfig config, GroupRule rule) {
    OperatingPointConfig point = config.operatingPoint();
    if (point.targetRecall().isEmpty()) {
      return new ProofSplit(dataset, dataset.filter(image -> false));
    }
    if (PhotoGroups.count(dataset, rule) < PhotoGroups.TWO_SIDES) {
      throw new FaultlineException(
          Problem.INPUT,
          "a recall can only be proved on photos of places that are not learnt from, and "
              + PhotoGroups.tooFew(dataset, rule)
              + "; prove it on others with promise");
    }
    RunSeed seed = new RunSeed(new RunSeed(config.seed()).derive("recall-proof", 0));
    Split split = GroupedSplit.of(dataset, rule, point.proof(), seed);
    return new ProofSplit(split.train(), split.heldOut());
  }
}
