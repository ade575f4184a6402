package io.faultline.pipeline;

import io.faultline.backbone.FineTuneOptions;
import io.faultline.classifier.CalibrationMethod;
import io.faultline.classifier.LightGbmOptions;
import io.faultline.classifier.LinearSvmOptions;
import io.faultline.classifier.XgBoostOptions;
import io.faultline.detection.ClassifierKind;
import io.faultline.detection.DetectorOptions;
import io.faultline.network.Architecture;
import io.faultline.network.Compute;
import io.faultline.network.Head;
import io.faultline.network.NetworkSpec;
import io.faultline.network.Stage;
import io.faultline.proposal.ProposalGenerators;
import io.faultline.region.LabelOptions;
import io.faultline.region.NegativeSelection;
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
          new ProposalConfig(ProposalGenerators.DEFAULT, ProposalGenerators.DEFAULT_BUDGET, 0.95),
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
              0,
              Optional.empty(),
              Compute.Device.AUTO,
              Compute.Format.AUTO),
          FineTuneOptions.DEFAULT,
          ClassifierConfig.DEFAULT,
          new RegressionConfig(true, 0.5, 64),
          DetectorOptions.DEFAULT,
          OperatingPointConfig.DEFAULT);

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
   * This with pretrained weights: a file, or a name, which also sets the architecture.
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
   * How photos are split.
   *
   * @param heldOut share of the photos, in whole groups, that chooses the best epoch and the
   *     threshold; 0 holds out nothing
   * @param group which photos belong together: {@code auto}, {@code photo}, {@code underscore:N} or
   *     {@code regex:PATTERN}
   */
  public record DataConfig(double heldOut, String group) {
    /** Checks the share. */
    public DataConfig {
      if (!(heldOut >= 0) || !(heldOut < 1)) {
        throw new IllegalArgumentException("held-out is " + heldOut + "; it must be in [0, 1)");
      }
    }
  }

  /**
   * What proposes boxes.
   *
   * @param generators names joined by {@code +}
   * @param budget boxes per photo, at most
   * @param wantedRecall the share of objects to be found: where proposals cover fewer at IoU 0.5,
   *     training warns, for no detector can make it up
   */
  public record ProposalConfig(String generators, int budget, double wantedRecall) {
    /** Checks the ranges. */
    public ProposalConfig {
      if (!(budget > 0)) {
        throw new IllegalArgumentException("budget is " + budget + "; it must be > 0");
      }
      if (!(wantedRecall >= 0) || !(wantedRecall <= 1)) {
        throw new IllegalArgumentException(
            "wanted-recall is " + wantedRecall + "; it must be in [0, 1]");
      }
    }
  }

  /**
   * Which boxes are learnt from.
   *
   * @param labels how overlap becomes a label
   * @param negatives which negatives stay
   */
  public record RegionConfig(LabelOptions labels, NegativesConfig negatives) {}

  /**
   * Which negatives stay; see {@link NegativeSelection}.
   *
   * @param kind the rule
   * @param count the rule's number; not used by {@code all}
   */
  public record NegativesConfig(Kind kind, int count) {
    /** The rules. */
    public enum Kind {
      /** Every negative. */
      ALL,
      /** Those of greatest IoU over the whole dataset. */
      HARDEST,
      /** So many per tenth of IoU and photo. */
      PER_BAND,
      /** Those among the largest so many proposals of each photo. */
      LARGEST
    }

    NegativeSelection selection() {
      return switch (kind) {
        case ALL -> new NegativeSelection.All();
        case HARDEST -> new NegativeSelection.Hardest(count);
        case PER_BAND -> NegativeSelection.PerBand.ofTenths(count);
        case LARGEST -> new NegativeSelection.CapPerImage(count);
      };
    }
  }

  /**
   * The network's shape; see {@link NetworkSpec}.
   *
   * @param weights torchvision weights of the trunk: a file ({@code .pth} or {@code .safetensors})
   *     or a name of {@link io.faultline.network.PublishedWeights}; none trains from scratch
   * @param device what computes: {@code auto}, {@code cpu} or {@code cuda}
   * @param format of convolutions and matrix products: {@code auto} takes what the device does well
   */
  public record NetworkConfig(
      Architecture architecture,
      Stage cutAfter,
      int maps,
      int gridSide,
      double context,
      Head head,
      int hidden,
      boolean trainBatchNorm,
      int frozenStages,
      Optional<String> weights,
      Compute.Device device,
      Compute.Format format) {
    /** Checks what {@link NetworkSpec} checks, so that a wrong key is named. */
    public NetworkConfig {
      NetworkSpec unused =
          new NetworkSpec(
              architecture,
              cutAfter,
              maps,
              gridSide,
              context,
              head,
              hidden,
              1,
              trainBatchNorm,
              frozenStages);
    }

    NetworkSpec spec(int classes) {
      return new NetworkSpec(
          architecture,
          cutAfter,
          maps,
          gridSide,
          context,
          head,
          hidden,
          classes,
          trainBatchNorm || weights.isEmpty(),
          frozenStages);
    }

    NetworkConfig withWeights(String fileOrName) {
      return new NetworkConfig(
          WeightsChoice.of(fileOrName).architecture().orElse(architecture),
          cutAfter,
          maps,
          gridSide,
          context,
          head,
          hidden,
          trainBatchNorm,
          frozenStages,
          Optional.of(fileOrName),
          device,
          format);
    }

    /** Where the network computes, and in which number format. */
    public Compute compute() {
      return new Compute(device, format);
    }
  }

  /**
   * How boxes are moved onto their objects.
   *
   * @param enabled whether they are
   * @param iou proposals that overlap a truth box by more than this are learnt from; R-CNN: 0.6
   * @param pairsPerPhoto how many of them in a photo, at most, drawn evenly
   */
  public record RegressionConfig(boolean enabled, double iou, int pairsPerPhoto) {
    /** Checks ranges. */
    public RegressionConfig {
      if (!(iou >= 0) || !(iou < 1)) {
        throw new IllegalArgumentException("iou is " + iou + "; it must be in [0, 1)");
      }
      if (!(pairsPerPhoto > 0)) {
        throw new IllegalArgumentException(
            "pairs-per-photo is " + pairsPerPhoto + "; it must be > 0");
      }
    }
  }

  /** This with scores as the classifier gives them: what compares classifiers' own decisions. */
  public PipelineConfig uncalibrated() {
    return new PipelineConfig(
        seed,
        data,
        proposals,
        region,
        network,
        fineTune,
        classifier.withCalibration(CalibrationMethod.NONE),
        regression,
        detection,
        operatingPoint);
  }

  /**
   * What scores regions.
   *
   * @param kind the network's own head, another classifier on its frozen features, or {@code all}
   *     of them, of which the best on the held-out photos becomes the model
   * @param calibration how scores become probabilities
   * @param store the features that they learn from
   * @param svm the linear support vector machines' settings
   * @param xgboost XGBoost's settings
   * @param lightgbm LightGBM's settings
   */
  public record ClassifierConfig(
      ClassifierChoice kind,
      CalibrationMethod calibration,
      StoreConfig store,
      LinearSvmOptions svm,
      XgBoostOptions xgboost,
      LightGbmOptions lightgbm) {

    /** The product's defaults. */
    public static final ClassifierConfig DEFAULT =
        new ClassifierConfig(
            ClassifierChoice.HEAD,
            CalibrationMethod.AUTO,
            new StoreConfig(512, 2000, 30_000, 1),
            LinearSvmOptions.DEFAULT,
            XgBoostOptions.DEFAULT,
            LightGbmOptions.DEFAULT);

    ClassifierConfig withCalibration(CalibrationMethod method) {
      return new ClassifierConfig(kind, method, store, svm, xgboost, lightgbm);
    }
  }

  /** Which classifiers are trained. */
  public enum ClassifierChoice {
    /** The network's own output layer. */
    HEAD,
    /** Linear support vector machines. */
    SVM,
    /** XGBoost. */
    XGBOOST,
    /** LightGBM. */
    LIGHTGBM,
    /** All of them. */
    ALL;

    /** What is trained, the simpler ones first. */
    public List<ClassifierKind> kinds() {
      return this == ALL
          ? List.of(ClassifierKind.values())
          : List.of(ClassifierKind.valueOf(name()));
    }
  }

  /**
   * How much of the frozen features is kept.
   *
   * @param megabytes of disk for all features of a run, at most; photos get equal shares
   * @param rowsPerPhoto regions of a photo (or tile), at most
   * @param workingRows regions that a classifier holds in memory while it learns, at most
   * @param hardNegativeRounds how often XGBoost and LightGBM learn again with the negatives that
   *     they take for objects most; not needed where all regions fit into memory
   */
  public record StoreConfig(
      int megabytes, int rowsPerPhoto, int workingRows, int hardNegativeRounds) {
    /** Checks ranges. */
    public StoreConfig {
      if (!(megabytes > 0)) {
        throw new IllegalArgumentException("megabytes is " + megabytes + "; it must be > 0");
      }
      if (rowsPerPhoto < 4) {
        throw new IllegalArgumentException(
            "rows-per-photo is " + rowsPerPhoto + "; it must be >= 4");
      }
      if (workingRows < 4) {
        throw new IllegalArgumentException("working-rows is " + workingRows + "; it must be >= 4");
      }
      if (hardNegativeRounds < 0) {
        throw new IllegalArgumentException(
            "hard-negative-rounds is " + hardNegativeRounds + "; it must be >= 0");
      }
    }
  }
}
