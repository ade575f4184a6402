package io.faultline.internal.experiment;

import io.faultline.internal.binding.ConfigNames;
import io.faultline.internal.finetuning.LossOptions;
import io.faultline.internal.finetuning.SamplerOptions;
import io.faultline.internal.settings.PipelineConfig;
import java.util.List;
import java.util.OptionalDouble;

/** A setting that {@link Tuning} searches: its names, and how it is read from a configuration. */
public enum Setting {
  /** Cross-entropy or focal. */
  LOSS("loss", "fine-tune.loss.kind"),
  /** Focal loss's weight of positives. */
  ALPHA("alpha", "fine-tune.loss.alpha"),
  /** How strongly focal loss plays down easy regions. */
  GAMMA("gamma", "fine-tune.loss.gamma"),
  /** From which overlap a region is positive. */
  POSITIVE_IOU("positive-iou", "region.labels.positive-iou"),
  /** How much more often a positive is drawn than a negative; 1 shuffles. */
  CLASS_WEIGHT("class-weight", "fine-tune.sampler.class-weights"),
  /** The optimizer's. */
  LEARNING_RATE("learning-rate", "fine-tune.optimizer.learning-rate");

  /** A value that is no number stands here, left of all that are. */
  static final double APART = 0;

  private final String column;
  private final String key;

  Setting(String column, String key) {
    this.column = column;
    this.key = key;
  }

  /** The path of its key in a configuration. */
  public String key() {
    return key;
  }

  /** The name in tables. */
  public String column() {
    return column;
  }

  /** What a configuration has, or a dash where it has none: alpha of cross-entropy. */
  public String text(PipelineConfig config) {
    OptionalDouble value = value(config);
    if (value.isEmpty()) {
      return "-";
    }
    return switch (this) {
      case LOSS -> name(config.fineTune().loss().kind());
      case ALPHA -> value.getAsDouble() == APART ? "off" : number(value.getAsDouble());
      case CLASS_WEIGHT ->
          value.getAsDouble() == APART
              ? name(config.fineTune().sampler().kind())
              : number(value.getAsDouble());
      case GAMMA, POSITIVE_IOU, LEARNING_RATE -> number(value.getAsDouble());
    };
  }

  /**
   * Where a configuration lies on the setting's axis. {@link #APART} for alpha that is off, a
   * sampler without class weights, and cross-entropy; 1 for focal loss. Empty where the setting has
   * no meaning.
   */
  OptionalDouble value(PipelineConfig config) {
    LossOptions loss = config.fineTune().loss();
    boolean focal = loss.kind() == LossOptions.Kind.FOCAL;
    return switch (this) {
      case LOSS -> OptionalDouble.of(focal ? 1 : APART);
      case ALPHA ->
          focal ? OptionalDouble.of(Math.max(APART, loss.alpha())) : OptionalDouble.empty();
      case GAMMA -> focal ? OptionalDouble.of(loss.gamma()) : OptionalDouble.empty();
      case POSITIVE_IOU -> OptionalDouble.of(config.region().labels().positiveIou());
      case CLASS_WEIGHT -> OptionalDouble.of(weight(config.fineTune().sampler()));
      case LEARNING_RATE -> OptionalDouble.of(config.fineTune().optimizer().learningRate());
    };
  }

  /** Whether a value is one of a kind rather than a number among others. */
  boolean apart(double value) {
    return switch (this) {
      case LOSS -> true;
      case ALPHA, CLASS_WEIGHT -> value == APART;
      case GAMMA, POSITIVE_IOU, LEARNING_RATE -> false;
    };
  }

  private static double weight(SamplerOptions sampler) {
    List<Double> weights = sampler.classWeights();
    return switch (sampler.kind()) {
      case SHUFFLE -> 1;
      case WEIGHTED ->
          weights.size() > 1 && weights.get(0) > 0 ? weights.get(1) / weights.get(0) : APART;
      case PER_PHOTO, WEIGHTED_ONCE, FIXED_POSITIVES -> APART;
    };
  }

  private static String name(Enum<?> kind) {
    return ConfigNames.kebab(kind.name());
  }

  /** Three digits, as they are drawn; {@code 0.000153}. */
  static String number(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }
}
