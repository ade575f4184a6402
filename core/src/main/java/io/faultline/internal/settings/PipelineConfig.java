package io.faultline.internal.settings;

import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.bundle.DetectorOptions;
import io.faultline.internal.calibration.CalibrationMethod;
import io.faultline.internal.finetuning.FineTuneOptions;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.network.Head;
import io.faultline.internal.proposal.ProposalGenerators;
import io.faultline.internal.proposal.ProposalOrder;
import io.faultline.internal.region.LabelOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every setting of a run; sections and keys of the YAML file are the records and components in
 * kebab-case.
 *
 * @param seed of the whole run
 * @param data how photos are split
 * @param proposals what proposes boxes
 * @param region when a box counts as an object, and which of the others are learnt from
 * @param network the network's shape and its pretrained weights
 * @param fineTune how the network learns
 * @param classifier what scores regions
 * @param regression how boxes are moved onto their objects
 * @param detection what becomes of scored regions
 * @param operatingPoint from which score a detection is reported
 */
public record PipelineConfig(
    long seed,
    DataConfig data,
    ProposalConfig proposals,
    RegionConfig region,
    NetworkConfig network,
    FineTuneOptions fineTune,
    ClassifierConfig classifier,
    RegressionConfig regression,
    DetectorOptions detection,
    OperatingPointConfig operatingPoint) {

  /** The product's defaults. */
  public static final PipelineConfig DEFAULT =
      new PipelineConfig(
          1,
          new DataConfig(0.15, "auto"),
          new ProposalConfig(
              ProposalGenerators.AUTO,
              ProposalGenerators.DEFAULT_BUDGET,
              ProposalOrder.LEARNT,
              0.95),
          new RegionConfig(LabelOptions.DEFAULT, new NegativesConfig(NegativesConfig.Kind.ALL, 0)),
          new NetworkConfig(
              Architecture.RESNET18,
              Stage.LAYER3,
              1,
              7,
              1.5,
              Head.HIDDEN,
              256,
              false,
              2,
              Optional.of(WeightsChoice.AUTO),
              Compute.Device.AUTO,
              Compute.Format.AUTO),
          FineTuneOptions.DEFAULT,
          ClassifierConfig.DEFAULT,
          new RegressionConfig(true, 0.5, 64, true),
          DetectorOptions.DEFAULT,
          OperatingPointConfig.DEFAULT);

  /**
   * This with other values, given as {@code --set} takes them, such as {@code
   * with("fine-tune.epochs=5", "classifier.kind=xgboost")}; later ones win.
   *
   * @throws io.faultline.FaultlineException with {@code USAGE} for an unknown key or a value that
   *     breaks a rule, naming it
   */
  public PipelineConfig with(String... assignments) {
    return ConfigReader.read(PipelineConfig.class, this, Optional.empty(), List.of(assignments));
  }

  /**
   * The defaults with what a YAML file says otherwise.
   *
   * @throws io.faultline.FaultlineException with {@code USAGE} naming file, line and key
   */
  public static PipelineConfig read(Path yaml) {
    return ConfigReader.read(PipelineConfig.class, DEFAULT, Optional.of(yaml), List.of());
  }

  /** Every name that {@link #withWeights} takes. */
  public static List<String> weightsNames() {
    return WeightsChoice.names();
  }

  /** This with another seed. */
  public PipelineConfig withSeed(long newSeed) {
    return new PipelineConfig(
        newSeed,
        data,
        proposals,
        region,
        network,
        fineTune,
        classifier,
        regression,
        detection,
        operatingPoint);
  }

  /**
   * This with pretrained weights: a file, a model of an earlier training among them, or a name
   * ({@link #weightsNames}). A name of published weights or of a built-in model also sets the
   * architecture.
   *
   * @throws io.faultline.FaultlineException with {@code USAGE} where it is neither
   */
  public PipelineConfig withWeights(String weights) {
    return new PipelineConfig(
        seed,
        data,
        proposals,
        region,
        network.withWeights(weights),
        fineTune,
        classifier,
        regression,
        detection,
        operatingPoint);
  }

  /**
   * This for a trial, which is compared with others by what its classifier itself decides: scores
   * as they are, nothing promised, and where nothing is to be detected neither moved boxes nor a
   * chosen threshold. Several classifiers are chosen from by what they detect, whatever is asked.
   */
  public PipelineConfig forTrial(boolean detections) {
    boolean detects = detections || classifier.kind().kinds().size() > 1;
    return new PipelineConfig(
        seed,
        data,
        proposals,
        region,
        network,
        fineTune,
        classifier.withCalibration(CalibrationMethod.NONE),
        detects ? regression : regression.disabled(),
        detection,
        operatingPoint.unpromised(detects && operatingPoint.choose()));
  }
}
