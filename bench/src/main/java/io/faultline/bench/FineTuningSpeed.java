package io.faultline.bench;

import io.faultline.image.Raster;
import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.libtorch.Compute;
import io.faultline.internal.libtorch.Compute.Device;
import io.faultline.internal.libtorch.Compute.Format;
import io.faultline.internal.libtorch.Compute.Layout;
import io.faultline.internal.libtorch.Libtorch;
import io.faultline.internal.network.Head;
import io.faultline.internal.network.NetworkSpec;
import io.faultline.internal.network.NetworkTrainer;
import io.faultline.internal.network.OptimizerOptions;
import io.faultline.internal.network.RegionNetwork;
import io.faultline.internal.network.TrainingPass;
import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images per second of fine-tuning a whole network (forward, back, Adam) and of features alone, in
 * one process: plain float32 with channels first and batch norm in training mode, as torchvision's
 * models are unless one asks, against every other way Faultline can compute. The ways take turns,
 * and each ratio is the median over the rounds.
 *
 * <p>Arguments: architectures (default: {@code resnet18 resnext50_32x4d}).
 */
public final class FineTuningSpeed {
  private static final int BATCH = 16;
  private static final int SIDE = 224;
  private static final int ROUNDS = 5;

  private FineTuningSpeed() {}

  /** A way to compute; folding is what happens to batch norm that is not trained. */
  private record Way(String name, Compute compute, boolean trainBatchNorm, int frozenStages) {}

  private static final List<Way> WAYS =
      List.of(
          way("float32, channels first, batch norm trained (plain)", Format.FLOAT32, false, true),
          way("float32, channels first, batch norm folded", Format.FLOAT32, false, false),
          way("float32, channels last, batch norm trained", Format.FLOAT32, true, true),
          way("float32, channels last, batch norm folded", Format.FLOAT32, true, false),
          way("bfloat16, channels last, batch norm folded", Format.BFLOAT16, true, false),
          new Way("float32, channels last, folded, layer1 frozen", Compute.PLAIN, false, 2));

  private static Way way(String name, Format format, boolean last, boolean trained) {
    Layout layout = last ? Layout.CHANNELS_LAST : Layout.CHANNELS_FIRST;
    return new Way(name, new Compute(Device.CPU, format, layout), trained, 0);
  }

  /** Runs and prints. */
  public static void main(String[] args) {
    int threads = Runtime.getRuntime().availableProcessors();
    Libtorch.useThreads(threads);
    System.out.printf(
        "batches of %d images of %d x %d, %d threads; auto takes %s%n",
        BATCH, SIDE, SIDE, threads, Compute.AUTO.resolved().format());
    List<String> names = args.length > 0 ? List.of(args) : List.of("resnet18", "resnext50_32x4d");
    for (String name : names) {
      compare(Architecture.valueOf(name.toUpperCase(java.util.Locale.ROOT)));
    }
  }

  private static void compare(Architecture architecture) {
    double[][] tuning = new double[WAYS.size()][ROUNDS];
    double[][] features = new double[WAYS.size()][ROUNDS];
    List<Raster> crops = crops();
    List<Bench> benches = new ArrayList<>();
    WAYS.forEach(way -> benches.add(new Bench(architecture, way)));
    for (Bench bench : benches) { // Warm up.
      bench.tune(crops);
      bench.encode(crops);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int w = 0; w < benches.size(); w++) {
        Bench bench = benches.get(w);
        tuning[w][round] = perSecond(() -> bench.tune(crops));
        features[w][round] = perSecond(() -> bench.encode(crops));
      }
    }
    benches.forEach(Bench::close);
    System.out.printf(
        "%n%-58s %10s %7s %10s %7s%n", architecture, "fine-tune", "ratio", "features", "ratio");
    for (int w = 0; w < benches.size(); w++) {
      System.out.printf(
          "%-58s %8.1f/s %6.2fx %8.1f/s %6.2fx%n",
          WAYS.get(w).name(),
          median(tuning[w]),
          ratio(tuning[w], tuning[0]),
          median(features[w]),
          ratio(features[w], features[0]));
    }
  }

  /** One network and what trains it. */
  private static final class Bench {
    private final RegionNetwork network;
    private final NetworkTrainer trainer;

    Bench(Architecture architecture, Way way) {
      NetworkSpec spec =
          new NetworkSpec(
              architecture,
              Stage.LAYER4,
              1,
              1,
              1,
              Head.POOLED,
              1,
              1,
              way.trainBatchNorm(),
              way.frozenStages());
      network = RegionNetwork.untrained(spec, way.compute(), new RunSeed(1));
      trainer = new NetworkTrainer(network, OptimizerOptions.adam());
    }

    void tune(List<Raster> crops) {
      try (TrainingPass pass = trainer.forwardCrops(crops)) {
        float[] slope = new float[pass.logits().length];
        Arrays.fill(slope, 1e-3f);
        trainer.add(pass.backward(slope));
      }
      trainer.step(1e-6);
    }

    void encode(List<Raster> crops) {
      float[] unused = network.encodeCrops(crops);
    }

    void close() {
      trainer.close();
      network.close();
    }
  }

  private static double perSecond(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return BATCH / ((System.nanoTime() - start) / 1e9);
  }

  private static double ratio(double[] ours, double[] plain) {
    double[] ratios = new double[ours.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ours[i] / plain[i];
    }
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<Raster> crops() {
    SplittableRandom random = new SplittableRandom(1);
    List<Raster> crops = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      byte[] pixels = new byte[3 * SIDE * SIDE];
      random.nextBytes(pixels);
      crops.add(Raster.of(SIDE, SIDE, pixels));
    }
    return crops;
  }
}
