package io.faultline.internal.finetuning;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.network.TrainingPass;
import io.faultline.internal.region.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Sends batches through a network: forward, loss, and back. The loss is the mean over every region
 * of the step, whatever passes the step is made of. What is reported is the loss of the first head
 * alone, which names classes, whatever is learnt beside it.
 */
final class TrainingStep {
  private final RegionNetwork network;
  private final NetworkTrainer trainer;
  private final ParallelPasses lanes;
  private final List<RegionHead> heads;

  /**
   * @param heads in the order of the trainer's outputs
   */
  TrainingStep(
      RegionNetwork network, NetworkTrainer trainer, List<RegionHead> heads, ParallelPasses lanes) {
    this.network = network;
    this.trainer = trainer;
    this.lanes = lanes;
    this.heads = List.copyOf(heads);
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

  /** Equally large crops with their regions. */
  record Crops(List<Raster> crops, List<Region> regions) {
    List<Crops> inPartsOf(int size) {
      List<Crops> parts = new ArrayList<>();
      for (int from = 0; from < crops.size(); from += size) {
        int to = Math.min(crops.size(), from + size);
        parts.add(new Crops(crops.subList(from, to), regions.subList(from, to)));
      }
      return parts;
    }
  }

  /** Sides of what the network pools, relative to a region's. */
  double context() {
    return network.spec().context();
  }

  /** How many crops share a pass, at most. */
  int itemsPerPass() {
    return lanes.itemsEach();
  }

  /**
   * {@code shared}: one step over several photos. Equally large ones share a pass, as many as a
   * lane takes; the gradients of all passes add up.
   */
  void train(List<Sample> samples, double learningRate, BatchScore score) {
    int regions = samples.stream().mapToInt(s -> s.regions().size()).sum();
    List<Supplier<Learnt>> passes = new ArrayList<>();
    List<Sample> waiting = new ArrayList<>(samples);
    while (!waiting.isEmpty()) {
      Sample first = waiting.get(0);
      List<Sample> pass =
          waiting.stream().filter(first::sameSizeAs).limit(lanes.itemsEach()).toList();
      waiting.removeAll(pass);
      passes.add(() -> learnt(pass, regions));
    }
    step(passes, learningRate, score);
  }

  /** {@code warp}: one step over crops, as many in a pass as a lane takes. */
  void trainCrops(Crops crops, double learningRate, BatchScore score) {
    int regions = crops.regions().size();
    List<Supplier<Learnt>> passes = new ArrayList<>();
    for (Crops pass : crops.inPartsOf(lanes.itemsEach())) {
      passes.add(() -> learnt(pass, regions));
    }
    step(passes, learningRate, score);
  }

  private void step(List<Supplier<Learnt>> passes, double learningRate, BatchScore score) {
    lanes.run(
        passes.size(),
        i -> passes.get(i).get(),
        learnt -> {
          trainer.add(learnt.gradients());
          score.add(learnt.answers());
        });
    if (!passes.isEmpty() && !trainer.step(learningRate)) {
      score.addSkipped();
    }
  }

  /** {@code shared}: loss and answers of so many photos, without learning. */
  void measure(int photos, IntFunction<Sample> photo, BatchScore score) {
    lanes.run(
        photos,
        i -> {
          Sample asked = photo.apply(i);
          return answers(network.logits(asked.photo(), asked.boxes()), asked.regions());
        },
        score::add);
  }

  /** {@code warp}: loss and answers of so many batches of crops, without learning. */
  void measureCrops(int batches, IntFunction<Crops> batch, BatchScore score) {
    lanes.run(
        batches,
        i -> {
          Crops asked = batch.apply(i);
          return answers(network.logitsOfCrops(asked.crops()), asked.regions());
        },
        score::add);
  }

  private BatchScore answers(float[] logits, List<Region> regions) {
    BatchScore answers = new BatchScore();
    LossValue unused = tally(logits, heads.get(0).targets(regions, List.of()), answers);
    return answers;
  }

  /** A pass that was sent back: its gradients, and what it answered. */
  private record Learnt(TrainingPass.Gradients gradients, BatchScore answers) {}

  private Learnt learnt(List<Sample> photos, int regionsOfStep) {
    List<Region> drawn = photos.stream().flatMap(s -> s.regions().stream()).toList();
    List<List<Box>> objects = new ArrayList<>();
    photos.forEach(s -> objects.addAll(Collections.nCopies(s.regions().size(), s.objects())));
    try (TrainingPass pass =
        trainer.forward(
            photos.stream().map(Sample::photo).toList(),
            photos.stream().map(Sample::boxes).toList())) {
      return sentBack(pass, drawn, objects, (double) drawn.size() / regionsOfStep);
    }
  }

  private Learnt learnt(Crops crops, int regionsOfStep) {
    try (TrainingPass pass = trainer.forwardCrops(crops.crops())) {
      double weight = (double) crops.regions().size() / regionsOfStep;
      return sentBack(pass, crops.regions(), List.of(), weight);
    }
  }

  private Learnt sentBack(
      TrainingPass pass, List<Region> regions, List<List<Box>> objects, double weight) {
    BatchScore answers = new BatchScore();
    List<float[]> outputs = pass.outputs();
    List<float[]> gradients = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      double[] targets = heads.get(i).targets(regions, objects);
      LossValue value =
          i == 0
              ? tally(outputs.get(i), targets, answers)
              : heads.get(i).loss(outputs.get(i), targets);
      gradients.add(scaled(value.gradient(), weight));
    }
    return new Learnt(pass.backward(gradients), answers);
  }

  private static float[] scaled(float[] gradient, double weight) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= (float) weight;
    }
    return gradient;
  }

  private LossValue tally(float[] logits, double[] targets, BatchScore score) {
    LossValue value = heads.get(0).loss(logits, targets);
    if (Double.isFinite(value.mean())) {
      score.add(value.mean(), logits, targets);
      return value;
    }
    score.addSkipped();
    return new LossValue(0, new float[logits.length]);
  }
}
