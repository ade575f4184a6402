package io.faultline;

import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;

/**
 * The settings of a training: the defaults, and what is changed by name. All keys, their ranges and
 * what they do stand in {@code docs/reference/settings.md}. Immutable.
 *
 * <pre>{@code
 * Settings settings = Settings.DEFAULT.withWeights("resnet34").with("fine-tune.epochs=5");
 * }</pre>
 */
public final class Settings {
  /** The product's defaults. */
  public static final Settings DEFAULT = new Settings(PipelineConfig.DEFAULT);

  private final PipelineConfig config;

  private Settings(PipelineConfig config) {
    this.config = config;
  }

  /**
   * The defaults with what a YAML file says otherwise.
   *
   * @throws FaultlineException with {@link Problem#USAGE} naming file, line and key
   */
  public static Settings read(Path yaml) {
    return new Settings(PipelineConfig.read(yaml));
  }

  /**
   * The defaults for a training on crops: the {@code warp} regime, with the size and the context
   * that an export wrote beside its crops.
   *
   * @param crops the folder of the crops
   */
  public static Settings ofCrops(Path crops) {
    return new Settings(CropTrainingRun.defaults(crops));
  }

  /**
   * These with other values, such as {@code with("fine-tune.epochs=5", "classifier.kind=xgboost")};
   * later ones win.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for an unknown key or a value that breaks
   *     a rule, naming it
   */
  public Settings with(String... assignments) {
    return new Settings(config.with(assignments));
  }

  /**
   * These with pretrained weights: a file, or a name, which also sets the architecture.
   *
   * @throws FaultlineException with {@link Problem#USAGE} where it is neither
   */
  public Settings withWeights(String weights) {
    return new Settings(config.withWeights(weights));
  }

  /** These with another seed, from which all random numbers of the run derive. */
  public Settings withSeed(long seed) {
    return new Settings(config.withSeed(seed));
  }

  /** What the run is made of. */
  PipelineConfig config() {
    return config;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings settings && config.equals(settings.config);
  }

  @Override
  public int hashCode() {
    return config.hashCode();
  }

  /** All settings as YAML, which {@link #read} reads. */
  @Override
  public String toString() {
    return ConfigWriter.yaml(config);
  }
}
