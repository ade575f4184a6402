package io.faultline.internal.backbone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * ConvNeXt (Liu et al. 2022) as torchvision builds it ({@code torchvision/models/convnext.py}),
 * without stochastic depth: no block is left out, in training neither. A stage is its downsampling
 * (the stem's is a stage of its own) and its blocks. Photos whose sides are no multiple of the
 * stride are padded with zeros on the right and below, so that no pixel is lost; torchvision drops
 * what is left over.
 *
 * @param widths channels of the stages that are there
 * @param depths blocks of the same stages
 * @param freezing what training leaves as it is
 */
record ConvNeXt(List<Integer> widths, List<Integer> depths, Freezing freezing) implements Backbone {
  private static final int STEM_STRIDE = 4;
  private static final int SIDE = 7;
  private static final int EXPANSION = 4;
  private static final double EPSILON = 1e-6;
  private static final double LAYER_SCALE = 1e-6;
  private static final double DEVIATION = 0.02;
  private static final String STEM = "features.0.";

  ConvNeXt {
    widths = List.copyOf(widths);
    depths = List.copyOf(depths);
  }

  /** 28.6 million parameters with the ImageNet head. */
  static ConvNeXt tiny() {
    return new ConvNeXt(List.of(96, 192, 384, 768), List.of(3, 3, 9, 3), Freezing.NONE);
  }

  @Override
  public Backbone used(Stage last, Freezing kept) {
    return new ConvNeXt(widths.subList(0, last.number()), depths.subList(0, last.number()), kept);
  }

  @Override
  public List<OutputStage> outputs() {
    List<OutputStage> outputs = new ArrayList<>();
    for (int stage = 0; stage < widths.size(); stage++) {
      outputs.add(OutputStage.ofPatches(widths.get(stage), STEM_STRIDE << stage));
    }
    return outputs;
  }

  @Override
  public List<TensorPlan> stored() {
    return tensors(widths.size() + 1);
  }

  /** The tensors of the stem (1), the stem and the first stage (2), and so on. */
  private List<TensorPlan> tensors(int leading) {
    List<TensorPlan> tensors = new ArrayList<>();
    if (leading > 0) {
      tensors.addAll(convolution(STEM + 0, widths.get(0), 3, STEM_STRIDE));
      tensors.addAll(norm(STEM + 1, widths.get(0)));
    }
    for (int stage = 0; stage < Math.min(leading - 1, widths.size()); stage++) {
      int width = widths.get(stage);
      if (stage > 0) {
        tensors.addAll(norm(downsampling(stage) + 0, widths.get(stage - 1)));
        tensors.addAll(convolution(downsampling(stage) + 1, width, widths.get(stage - 1), 2));
      }
      for (int block = 0; block < depths.get(stage); block++) {
        String name = block(stage, block);
        tensors.add(TensorPlan.constant(name + "layer_scale", LAYER_SCALE, width, 1, 1));
        tensors.addAll(convolution(name + "block.0", width, 1, SIDE));
        tensors.addAll(norm(name + "block.2", width));
        tensors.addAll(linear(name + "block.3", EXPANSION * width, width));
        tensors.addAll(linear(name + "block.5", width, EXPANSION * width));
      }
    }
    return tensors;
  }

  @Override
  public Set<String> fixed() {
    Set<String> fixed = new HashSet<>();
    tensors(freezing.stages()).forEach(tensor -> fixed.add(tensor.name()));
    return fixed;
  }

  @Override
  public boolean learnsFromBatches() {
    return false;
  }

  @Override
  public List<Tensor> maps(Tensor photos, int count, Parameters parameters, boolean training) {
    List<Tensor> maps = new ArrayList<>();
    Tensor x = normed(patches(photos, STEM + 0, STEM_STRIDE, parameters), STEM + 1, parameters);
    for (int stage = 0; stage < widths.size(); stage++) {
      if (stage > 0) {
        Tensor evened = normed(x, downsampling(stage) + 0, parameters);
        x = patches(evened, downsampling(stage) + 1, 2, parameters);
      }
      for (int block = 0; block < depths.get(stage); block++) {
        x = block(x, block(stage, block), parameters);
      }
      if (stage >= widths.size() - count) {
        maps.add(0, x);
      }
    }
    return maps;
  }

  private static Tensor block(Tensor x, String name, Parameters parameters) {
    int width = Math.toIntExact(x.size(1));
    Tensor seen =
        convolution(x, name + "block.0", parameters, 1, SIDE / 2, width).permute(0, 2, 3, 1);
    Tensor evened = layerNorm(seen, name + "block.2", parameters);
    Tensor wide = torch.gelu(linear(evened, name + "block.3", parameters));
    Tensor y = linear(wide, name + "block.5", parameters).permute(0, 3, 1, 2);
    return parameters.get(name + "layer_scale").mul(y).add_(x);
  }

  /** A convolution over patches side by side, the last ones filled up with zeros. */
  private static Tensor patches(Tensor x, String name, int side, Parameters parameters) {
    long right = Math.floorMod(-x.size(3), (long) side);
    long below = Math.floorMod(-x.size(2), (long) side);
    Tensor whole = right + below == 0 ? x : torch.constant_pad_nd(x, 0, right, 0, below);
    return convolution(whole, name, parameters, side, 0, 1);
  }

  private static Tensor convolution(
      Tensor x, String name, Parameters parameters, int stride, int padding, int groups) {
    return Convolution.of(
        x, parameters, name + ".weight", Optional.of(name + ".bias"), stride, padding, groups);
  }

  /** Layer norm over the channels of every position. */
  private static Tensor normed(Tensor x, String name, Parameters parameters) {
    return layerNorm(x.permute(0, 2, 3, 1), name, parameters).permute(0, 3, 1, 2);
  }

  private static Tensor layerNorm(Tensor rows, String name, Parameters parameters) {
    Tensor scale = parameters.get(name + ".weight");
    return torch.layer_norm(
        rows, scale.shape(), new TensorOptional(scale), bias(name, parameters), EPSILON, true);
  }

  private static Tensor linear(Tensor rows, String name, Parameters parameters) {
    return torch.linear(
        rows,
        parameters.autocast(name + ".weight"),
        new TensorOptional(parameters.autocast(name + ".bias")));
  }

  private static TensorOptional bias(String name, Parameters parameters) {
    return new TensorOptional(parameters.get(name + ".bias"));
  }

  @Override
  public List<TensorPlan> classifier() {
    int width = widths.get(widths.size() - 1);
    List<TensorPlan> tensors = new ArrayList<>(norm("classifier.0", width));
    tensors.addAll(linear("classifier.2", IMAGENET_CLASSES, width));
    return tensors;
  }

  @Override
  public Tensor classify(Tensor pooled, Parameters parameters) {
    return linear(layerNorm(pooled, "classifier.0", parameters), "classifier.2", parameters);
  }

  private static List<TensorPlan> convolution(String name, int out, int in, int side) {
    return List.of(
        TensorPlan.gaussian(name + ".weight", DEVIATION, out, in, side, side),
        TensorPlan.constant(name + ".bias", 0, out));
  }

  private static List<TensorPlan> linear(String name, int out, int in) {
    return List.of(
        TensorPlan.gaussian(name + ".weight", DEVIATION, out, in),
        TensorPlan.constant(name + ".bias", 0, out));
  }

  private static List<TensorPlan> norm(String name, int width) {
    return List.of(
        TensorPlan.constant(name + ".weight", 1, width),
        TensorPlan.constant(name + ".bias", 0, width));
  }

  private static String downsampling(int stage) {
    return "features." + 2 * stage + ".";
  }

  private static String block(int stage, int block) {
    return "features." + (2 * stage + 1) + "." + block + ".";
  }
}
