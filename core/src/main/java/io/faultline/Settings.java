package io.faultline;

import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.crops.CropTrainingRun;
import io.faultline.internal.settings.PipelineConfig;
import java.nio.file.Path;

/**
 * The settings of a training: the defaults, with changes by key. {@code docs/reference/settings.md}
 * explains all keys and their ranges. Immutable.
 *
 * <pre>{@code
 * Settings settings = Settings.DEFAULT.withWeights("resnet34").with("fine-tune.epochs=5");
 * }</pre>
 */
public final class Settings {
  /** The defaults of Faultline. */
  public static final Settings DEFAULT = new Settings(PipelineConfig.DEFAULT);

  private final PipelineConfig config;

  private Settings(PipelineConfig config) {
    this.config = config;
  }

  /**
   * The defaults with the changes of a YAML file.
   *
   * @throws FaultlineException with {@link Problem#USAGE}; the message names file, line and key
   */
  public static Settings read(Path yaml) {
    return new Settings(PipelineConfig.read(yaml));
  }

  /**
   * The defaults for a training on crops: the {@code warp} regime, with the size and the context
   * that an export stored with its crops.
   *
   * @param crops the folder of the crops
   */
  public static Settings ofCrops(Path crops) {
    return new Settings(CropTrainingRun.defaults(crops));
  }

  /**
   * These settings with other values, such as {@code with("fine-tune.epochs=5",
   * "classifier.kind=xgboost")}. A later value of a key replaces an earlier one.
   *
   * @throws FaultlineException with {@link Problem#USAGE} for an unknown key or a value out of its
   *     range; the message names it
   */
  public Settings with(String... assignments) {
    return new Settings(config.with(assignments));
  }

  /**
   * These settings with pretrained weights: a file, or a name. A name also sets the architecture.
   *
   * @throws FaultlineException with {@link Problem#USAGE} if it is neither a file nor a known name
   */
  public Settings withWeights(String weights) {
    return new Settings(config.withWeights(weights));
  }

  /** These settings with another seed. All random numbers of the run derive from it. */
  public Settings withSeed(long seed) {
    return new Settings(config.withSeed(seed));
  }

  /** The record behind these settings. */
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
