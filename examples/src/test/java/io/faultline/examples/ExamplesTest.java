package io.faultline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.Settings;
import io.faultline.internal.bundle.BundleManifest;
import io.faultline.internal.bundle.ClassifierKind;
import io.faultline.internal.bundle.DetectorBundle;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.synthetic.SyntheticPhotos;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private static final Settings SMALL =
      Settings.DEFAULT.with(
          "fine-tune.epochs=1",
          "network.cut-after=layer1",
          "network.hidden=16",
          "proposals.budget=200",
          "proposals.generators=dark-spots+ridge",
          "classifier.kind=nearest-mean",
          "classifier.nearest-mean.sharpness=0.5",
          "data.held-out=0.25");

  @TempDir Path folder;

  private Path walls(int photos) {
    Path walls = folder.resolve("walls");
    new SyntheticPhotos(new RunSeed(5), SyntheticPhotos.Options.DEFAULT.sized(96, 96))
        .write(walls, photos, Progress.NONE);
    return walls;
  }

  private static String printed(Consumer<PrintStream> program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    program.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void trainAndDetectWithAGeneratorAndAClassifierOfOnesOwn() {
    Path walls = walls(8);
    Path photo = walls.resolve("images").resolve("synthetic-0001.png");
    assertThat(printed(out -> TrainAndDetect.run(walls, walls, photo, folder, SMALL, out)))
        .contains(photo.getFileName() + ": ", "AP50 ");
    BundleManifest made = DetectorBundle.read(folder.resolve("run/model")).manifest();
    assertThat(made.proposals()).isEqualTo("dark-spots+ridge");
    assertThat(made.classifier()).isSameAs(ClassifierKind.named("nearest-mean"));
  }

  @Test
  void readCoco() {
    Path walls = walls(4);
    assertThat(printed(out -> ReadCoco.run(walls, out)))
        .startsWith("4 photos, ")
        .contains("crack: ");
  }
}
