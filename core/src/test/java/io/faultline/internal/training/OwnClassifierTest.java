package io.faultline.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.Progress;
import io.faultline.classifier.ClassifierType;
import io.faultline.dataset.Dataset;
import io.faultline.detection.Detection;
import io.faultline.image.Raster;
import io.faultline.internal.binding.ConfigReader;
import io.faultline.internal.binding.ConfigWriter;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.ClassifierTypes;
import io.faultline.internal.detection.RegionDetector;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.reading.ImageReader;
import io.faultline.internal.settings.PipelineConfig;
import io.faultline.internal.stage.RunContexts;
import io.faultline.internal.stage.RunFolder;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link BaseRateType} is known wherever the library's own classifiers are. */
class OwnClassifierTest {
  @TempDir private Path folder;

  private static PipelineConfig config(String... sets) {
    return ConfigReader.read(
        PipelineConfig.class, PipelineConfig.DEFAULT, Optional.empty(), List.of(sets));
  }

  @Test
  void itIsListedBehindTheLibrarysOwn() {
    assertThat(ClassifierTypes.all())
        .extracting(ClassifierType::name)
        .containsExactly("head", "svm", "xgboost", "lightgbm", "base-rate");
    assertThat(config("classifier.kind=all").classifier().kind().kinds())
        .isEqualTo(ClassifierKind.all());
  }

  @Test
  void itsSettingsAreReadWrittenAndChecked() {
    PipelineConfig config = config("classifier.base-rate.factor=0.25");
    assertThat(config.classifier().settings().of(new BaseRateType()).factor()).isEqualTo(0.25);
    assertThat(ConfigWriter.yaml(config))
        .contains("  xgboost:\n", "  base-rate:\n    factor: 0.25\n");
    assertThatThrownBy(() -> config("classifier.base-rate.factor=0"))
        .hasMessageEndingWith("classifier.base-rate.factor is 0; it must be in (0, 1]");
    assertThatThrownBy(() -> config("classifier.base-rate.facto=1"))
        .hasMessageContaining("the nearest is classifier.base-rate.factor");
    assertThatThrownBy(() -> config("classifier.kind=rate"))
        .hasMessageContaining("it must be one of all, base-rate, head, lightgbm, svm, xgboost");
  }

  @Test
  void itTrainsIsSavedLoadedAndDetects() {
    Dataset photos =
        new SyntheticPhotos(new RunSeed(3), new SyntheticPhotos.Options(96, 96, 0, 1, 1))
            .write(folder.resolve("photos"), 6, Progress.NONE);
    PipelineConfig config =
        TinyTraining.config(
            "classifier.kind=base-rate",
            "data.held-out=0.3",
            "detection.min-score=0",
            "classifier.base-rate.factor=0.9");
    try (RunContexts runs = new RunContexts(2)) {
      TrainingRun.run(photos, config, new RunFolder(folder.resolve("run")), runs.context());
    }
    Raster photo = ImageReader.read(photos.images().get(0).path());
    List<Detection> found;
    try (RegionDetector detector = RegionDetector.load(folder.resolve("run/model"))) {
      assertThat(detector.manifest().classifier()).isSameAs(ClassifierKind.named("base-rate"));
      found = detector.candidates(photo);
    }
    assertThat(found).isNotEmpty();
    try (RegionDetector again = RegionDetector.load(folder.resolve("run/model"))) {
      assertThat(again.candidates(photo)).isEqualTo(found);
    }
  }
}
