package io.faultline.internal.network;

import io.faultline.internal.backbone.Architecture;
import io.faultline.internal.backbone.Backbone;
import io.faultline.internal.backbone.Freezing;
import io.faultline.internal.backbone.OutputStage;
import io.faultline.internal.backbone.Stage;
import io.faultline.internal.backbone.TensorPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The shape of a region network: a trunk cut after a stage, a pooling of every region to a square
 * grid, a head that makes features of it, and one sigmoid output per class.
 *
 * @param architecture the trunk
 * @param cutAfter the last stage that is used; deeper ones are absent
 * @param maps of how many stages the grid shows the maps: 1 the last one's, 2 also the one's before
 *     it, which has half the stride and so tells better where a thin object ends
 * @param gridSide cells of a region's pooled grid per side, 1 to 14
 * @param context sides of what is pooled, relative to the region's: above 1 the grid also shows
 *     what lies around, and so whether an object ends with the region; 1 to 3
 * @param head what makes a feature vector of the grid; {@link Head#IMAGENET_LOGITS} needs the whole
 *     trunk
 * @param hidden width of {@link Head#HIDDEN}; not used by the others
 * @param classes outputs, background left out
 * @param trainBatchNorm whether batch-norm statistics and scales are learnt; false folds batch norm
 *     into the convolutions, and is for fine-tuning on few photos. ConvNeXt has none: both are the
 *     same
 * @param frozenStages how many leading stages keep their weights and statistics: 0 trains all, 1
 *     freezes the stem (the first convolution), 2 also {@link Stage#LAYER1}, and so on
 */
public record NetworkSpec(
    Architecture architecture,
    Stage cutAfter,
    int maps,
    int gridSide,
    double context,
    Head head,
    int hidden,
    int classes,
    boolean trainBatchNorm,
    int frozenStages) {

  private static final int MAX_HIDDEN = 65_536;
  private static final int MAX_CLASSES = 100_000;

  /** Checks ranges. */
  public NetworkSpec {
    if (maps < 1 || maps > 2 || maps > cutAfter.number()) {
      throw new IllegalArgumentException(
          "maps is " + maps + "; it must be 1 or 2, and 1 where nothing but layer1 is used");
    }
    if (maps > 1 && head == Head.IMAGENET_LOGITS) {
      throw new IllegalArgumentException(
          "maps is " + maps + "; it must be 1 for head imagenet-logits, which knows one map");
    }
    if (gridSide < 1 || gridSide > 14) {
      throw new IllegalArgumentException("grid-side is " + gridSide + "; it must be 1 to 14");
    }
    if (!(context >= 1) || !(context <= 3)) {
      throw new IllegalArgumentException("context is " + context + "; it must be 1 to 3");
    }
    if (head == Head.HIDDEN && !(hidden > 0)) {
      throw new IllegalArgumentException(
          "hidden is " + hidden + "; it must be > 0 (head pooled has no hidden layer)");
    }
    if (hidden < 0 || hidden > MAX_HIDDEN) {
      throw new IllegalArgumentException(
          "hidden is " + hidden + "; it must be at most " + MAX_HIDDEN);
    }
    if (head == Head.IMAGENET_LOGITS && cutAfter != Stage.LAYER4) {
      throw new IllegalArgumentException(
          "cut-after is layer"
              + cutAfter.number()
              + "; it must be layer4 for head imagenet-logits, which needs the whole trunk");
    }
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "classes is " + classes + "; it must be 1 to " + MAX_CLASSES);
    }
    if (frozenStages < 0 || frozenStages > Stage.values().length + 1) {
      throw new IllegalArgumentException(
          "frozen-stages is " + frozenStages + "; it must be 0 to " + (Stage.values().length + 1));
    }
  }

  /** The length of a region's feature vector: what the output layer sees. */
  public int featureDimension() {
    return switch (head) {
      case HIDDEN -> hidden;
      case POOLED -> channels();
      case IMAGENET_LOGITS -> Backbone.IMAGENET_CLASSES;
    };
  }

  /** The stages whose maps a region is pooled from, the last first. */
  List<OutputStage> mapStages() {
    List<OutputStage> outputs = backbone().outputs();
    return IntStream.rangeClosed(1, maps).mapToObj(i -> outputs.get(outputs.size() - i)).toList();
  }

  /** Cells of a region's grid. */
  long cells() {
    return (long) gridSide * gridSide;
  }

  /** Channels of all maps together. */
  private int channels() {
    return mapStages().stream().mapToInt(OutputStage::channels).sum();
  }

  /** The plan of the trunk, cut. */
  public Backbone backbone() {
    return architecture.backbone().used(cutAfter, new Freezing(frozenStages, !trainBatchNorm));
  }

  /** What pretrained weights give: the trunk, and the head where it is theirs. */
  List<TensorPlan> pretrainedTensors() {
    Backbone backbone = backbone();
    List<TensorPlan> tensors = new ArrayList<>(backbone.tensors());
    if (head == Head.IMAGENET_LOGITS) {
      tensors.addAll(backbone.classifier());
    }
    return tensors;
  }

  /** Values of the pooled grid that enter the hidden layer. */
  int gridDimension() {
    return gridSide * gridSide * channels();
  }
}
