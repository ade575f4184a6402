package io.faultline.internal.backbone;

import static io.faultline.internal.backbone.Activation.NONE;
import static io.faultline.internal.backbone.Activation.RELU6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** MobileNetV2 of width 1 (Sandler et al. 2018) as torchvision builds it. */
final class MobileNetV2 {
  private static final int STEM_CHANNELS = 32;
  private static final int FEATURES = 1280;

  /** A row of the paper's table 2; the first of its blocks takes the stride. */
  private record Row(int expansion, int out, int blocks, int stride) {}

  /** The rows of each stage, which end with {@code features.3, 6, 13} and {@code 17}. */
  private static final List<List<Row>> TABLE =
      List.of(
          List.of(new Row(1, 16, 1, 1), new Row(6, 24, 2, 2)),
          List.of(new Row(6, 32, 3, 2)),
          List.of(new Row(6, 64, 4, 2), new Row(6, 96, 3, 1)),
          List.of(new Row(6, 160, 3, 2), new Row(6, 320, 1, 1)));

  private MobileNetV2() {}

  static ConvTrunk trunk() {
    List<List<Block>> stages = new ArrayList<>();
    stages.add(List.of(convNorm("features.0", 3, STEM_CHANNELS, 3, 2, 1)));
    int number = 1;
    int in = STEM_CHANNELS;
    List<Block> chain = new ArrayList<>();
    for (List<Row> rows : TABLE) {
      chain = new ArrayList<>();
      for (Row row : rows) {
        for (int i = 0; i < row.blocks(); i++) {
          chain.addAll(invertedResidual(number, in, row, i == 0 ? row.stride() : 1));
          number++;
          in = row.out();
        }
      }
      stages.add(chain);
    }
    chain.add(convNorm("features." + number, in, FEATURES, 1, 1, 1));
    return new ConvTrunk(stages, "classifier.1");
  }

  /** Widen, filter each channel separately, narrow; with a shortcut where the shape stays. */
  private static List<Block> invertedResidual(int number, int in, Row row, int stride) {
    String name = "features." + number + ".conv.";
    int width = in * row.expansion();
    List<ConvNorm> path = new ArrayList<>();
    if (row.expansion() > 1) {
      path.add(convNorm(name + path.size(), in, width, 1, 1, 1));
    }
    path.add(convNorm(name + path.size(), width, width, 3, stride, width));
    int last = path.size();
    path.add(new ConvNorm(name + last, name + (last + 1), width, row.out(), 1, 1, 1, NONE));
    return stride == 1 && in == row.out()
        ? List.of(new Residual(path, Optional.empty(), NONE))
        : List.copyOf(path);
  }

  private static ConvNorm convNorm(String name, int in, int out, int side, int stride, int groups) {
    return new ConvNorm(name + ".0", name + ".1", in, out, side, stride, groups, RELU6);
  }
}
