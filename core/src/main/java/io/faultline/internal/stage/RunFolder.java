package io.faultline.internal.stage;

import io.faultline.internal.bundle.ClassifierKind;
import java.nio.file.Path;

/**
 * Where the files of a run lie.
 *
 * @param path the folder
 * @param proposals the boxes of every training photo; runs over the same photos may share them
 */
public record RunFolder(Path path, Path proposals) {
  /** A folder of its own with everything in it. */
  public RunFolder(Path path) {
    this(path, path.resolve("proposals.bin"));
  }

  /** The trained detector. */
  public Path model() {
    return path.resolve("model");
  }

  /** The detector of one classifier, where several were trained. */
  public Path model(ClassifierKind kind) {
    return path.resolve("models").resolve(kind.text());
  }

  /** How the classifiers compare. */
  public Path classifiers() {
    return path.resolve("classifiers.csv");
  }

  /** What probabilities promise against what came true. */
  public Path reliability() {
    return path.resolve("reliability.svg");
  }

  /** Features that classifiers learn from, while they do. */
  public Path features() {
    return path.resolve("features.bin");
  }

  /** Features that they are calibrated on, while they are. */
  public Path heldOutFeatures() {
    return path.resolve("held-out-features.bin");
  }

  /** The network alone, as a training on crops leaves it: later trainings can start from it. */
  public Path weights() {
    return path.resolve("weights.safetensors");
  }

  /** What a training on crops takes each validation crop for. */
  public Path answers() {
    return path.resolve("validation.csv");
  }

  /** What a training on crops takes each test crop for. */
  public Path testAnswers() {
    return path.resolve("test.csv");
  }

  /** Files that a training on crops did not use, with the reason of each. */
  public Path leftOut() {
    return path.resolve("left-out.csv");
  }

  /** The effective configuration. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** Loss and accuracy by epoch. */
  public Path epochs() {
    return path.resolve("epochs.csv");
  }

  /** The same as a picture, with what it says about over-fitting. */
  public Path curves() {
    return path.resolve("curves.svg");
  }

  /** What the first step of training sees. */
  public Path regions() {
    return path.resolve("regions.png");
  }

  /** What a stopped run goes on from; gone when the run is done. */
  public Path checkpoint() {
    return path.resolve("checkpoint.safetensors");
  }

  /** What was dropped, clipped, repaired or left out, and what happened when. */
  public Path log() {
    return path.resolve("log.txt");
  }

  /** Numbers for programs. */
  public Path metrics() {
    return path.resolve("metrics.json");
  }

  /** Detections in COCO's result format. */
  public Path detections() {
    return path.resolve("detections.json");
  }

  /** Every missed object with the stage that lost it. */
  public Path misses() {
    return path.resolve("misses.csv");
  }

  /** Every false alarm with its kind. */
  public Path falseAlarms() {
    return path.resolve("false-alarms.csv");
  }

  /** The page for people. */
  public Path report() {
    return path.resolve("report.html");
  }
}
