package io.faultline.examples;

import io.faultline.Detector;
import io.faultline.EvaluationResult;
import io.faultline.Faultline;
import io.faultline.Progress;
import io.faultline.Settings;
import io.faultline.detection.Detection;
import io.faultline.detection.PhotoOutcome;
import java.io.PrintStream;
import java.nio.file.Path;

/** Trains a detector, asks it about a photo, and measures it on other photos. */
public final class TrainAndDetect {
  private TrainAndDetect() {}

  /**
   * The program.
   *
   * @param arguments labelled photos to learn from, labelled photos to measure on, a photo, a
   *     folder for the results, and settings such as {@code fine-tune.epochs=5}
   */
  public static void main(String[] arguments) {
    String[] settings = java.util.Arrays.copyOfRange(arguments, 4, arguments.length);
    run(
        Path.of(arguments[0]),
        Path.of(arguments[1]),
        Path.of(arguments[2]),
        Path.of(arguments[3]),
        Settings.DEFAULT.with(settings),
        System.out);
  }

  static void run(
      Path walls, Path others, Path photo, Path folder, Settings settings, PrintStream out) {
    Faultline faultline =
        Faultline.create()
            .withProgress(
                new Progress() {
                  @Override
                  public void note(String line) {
                    out.println(line);
                  }
                });

    faultline.train(walls, settings, folder.resolve("run"));
    Path model = folder.resolve("run/model");

    try (Detector detector = Detector.load(model)) {
      PhotoOutcome outcome = detector.inspect(photo);
      out.println(outcome.photo() + ": " + outcome.verdict());
      for (Detection detection : outcome.detections()) {
        out.println("  " + detection.score() + " at " + detection.box());
      }
    }

    EvaluationResult measured = faultline.evaluate(model, others, folder.resolve("numbers"));
    out.println("AP50 " + measured.ap50());
  }
}
