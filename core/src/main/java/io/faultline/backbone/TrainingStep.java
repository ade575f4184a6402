package io.faultline.backbone;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.network.NetworkTrainer;
import io.faultline.network.RegionNetwork;
import io.faultline.network.TrainingPass;
import io.faultline.region.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sends batches through a network: forward, loss, and back. The loss is the mean over every region
 * of the step, whatever passes the step is made of. What is reported is the loss of classes alone,
 * whether boxes are learnt beside them or not.
 */
final class TrainingStep {
  private final RegionNetwork network;
  private final NetworkTrainer trainer;
  private final RegionLoss loss;
  private final BoxLoss boxLoss;

  TrainingStep(RegionNetwork network, NetworkTrainer trainer, LossOptions options) {
    this.network = network;
    this.trainer = trainer;
    this.loss = options.loss();
    this.boxLoss = new BoxLoss(options.boxes());
  }

  /** A photo with the regions drawn from it, and its truth boxes. */
  record Sample(Raster photo, List<Region> regions, List<Box> objects) {
    List<Box> boxes() {
      return regions.stream().map(Region::box).toList();
    }

    boolean sameSizeAs(Sample other) {
      return photo.width() == other.photo.width() && photo.height() == other.photo.height();
    }
  }

  /** Sides of what the network pools, relative to a region's. */
  double context() {
    return network.spec().context();
  }

  /**
   * {@code shared}: one step over several photos. Equally large ones share a pass, up to {@code
   * photosPerPass}; the gradients of all passes add up.
   */
  void train(List<Sample> samples, int photosPerPass, double learningRate, BatchScore score) {
    int regions = samples.stream().mapToInt(s -> s.regions().size()).sum();
    List<Sample> waiting = new ArrayList<>(samples);
    while (!waiting.isEmpty()) {
      Sample first = waiting.get(0);
      List<Sample> group = waiting.stream().filter(first::sameSizeAs).limit(photosPerPass).toList();
      waiting.removeAll(group);
      List<Region> drawn = group.stream().flatMap(s -> s.regions().stream()).toList();
      List<Raster> photos = group.stream().map(Sample::photo).toList();
      try (TrainingPass pass =
          trainer.forward(photos, group.stream().map(Sample::boxes).toList())) {
        List<List<Box>> objects = new ArrayList<>();
        group.forEach(s -> objects.addAll(Collections.nCopies(s.regions().size(), s.objects())));
        back(pass, drawn, objects, (double) drawn.size() / regions, score);
      }
    }
    if (regions > 0) {
      trainer.step(learningRate);
    }
  }

  /** {@code warp}: one step over crops, {@code cropsPerPass} at a time. */
  void trainCrops(
      List<Raster> crops,
      List<Region> regions,
      int cropsPerPass,
      double learningRate,
      BatchScore score) {
    for (int from = 0; from < crops.size(); from += cropsPerPass) {
      int to = Math.min(crops.size(), from + cropsPerPass);
      try (TrainingPass pass = trainer.forwardCrops(crops.subList(from, to))) {
        List<Region> part = regions.subList(from, to);
        back(pass, part, List.of(), (double) part.size() / crops.size(), score);
      }
    }
    trainer.step(learningRate);
  }

  /** {@code shared}: loss and answers of a photo, without learning. */
  void measure(Sample sample, BatchScore score) {
    tally(network.logits(sample.photo(), sample.boxes()), sample.regions(), score);
  }

  /** {@code warp}: loss and answers of crops, without learning. */
  void measureCrops(List<Raster> crops, List<Region> regions, BatchScore score) {
    tally(network.logitsOfCrops(crops), regions, score);
  }

  private void back(
      TrainingPass pass,
      List<Region> regions,
      List<List<Box>> objects,
      double share,
      BatchScore score) {
    float[] deltas = pass.deltas();
    pass.backward(
        scaled(tally(pass.logits(), regions, score).gradient(), share),
        deltas.length == 0
            ? deltas
            : scaled(boxLoss.evaluate(regions, objects, deltas).gradient(), share));
  }

  private static float[] scaled(float[] gradient, double share) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= (float) share;
    }
    return gradient;
  }

  private LossValue tally(float[] logits, List<Region> regions, BatchScore score) {
    float[] targets = targets(regions, network.spec().classes());
    LossValue value = loss.evaluate(logits, targets);
    score.add(value.mean(), logits, targets);
    return value;
  }

  /** One-of-n targets, {@code [regions][classes]}; background rows are zero. */
  static float[] targets(List<Region> regions, int classes) {
    float[] targets = new float[regions.size() * classes];
    for (int i = 0; i < regions.size(); i++) {
      if (regions.get(i).positive()) {
        targets[i * classes + regions.get(i).label() - 1] = 1f;
      }
    }
    return targets;
  }
}
