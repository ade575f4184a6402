package io.faultline.internal.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.Progress;
import io.faultline.dataset.Annotation;
import io.faultline.dataset.Category;
import io.faultline.dataset.Dataset;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.feature.PhotoEncoder;
import io.faultline.internal.feature.RegionEncoder;
import io.faultline.internal.provenance.RunSeed;
import io.faultline.internal.settings.RegressionConfig;
import io.faultline.internal.stage.PhotoCache;
import io.faultline.internal.stage.PhotoFaults;
import io.faultline.internal.stage.ProposalStage;
import io.faultline.internal.stage.RunContexts;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairStageTest {
  private static final Box CROWD = new Box(0, 0, 10, 10);
  private static final Box CRACK = new Box(20, 0, 30, 10);
  private static final Box STAIN = new Box(40, 0, 50, 10);
  private static final ImageRecord PHOTO =
      new ImageRecord(
          1,
          "wall.jpg",
          Path.of("wall.jpg"),
          64,
          64,
          List.of(
              new Annotation(1, 3, CROWD, 100, true, List.of()),
              new Annotation(2, 7, CRACK, 100, false, List.of()),
              new Annotation(3, 3, STAIN, 100, false, List.of())));
  private static final Dataset DATASET =
      new Dataset(List.of(new Category(3, "stain"), new Category(7, "crack")), List.of(PHOTO));

  private record Unasked() implements RegionEncoder {
    @Override
    public PhotoEncoder open(Raster photo) {
      throw new AssertionError("pairs are drawn before anything is encoded");
    }

    @Override
    public int dimension() {
      return 1;
    }
  }

  private static List<PairStage.Pair> drawn(RegressionConfig config, Box... proposals) {
    try (RunContexts runs = new RunContexts(1)) {
      PairStage stage =
          new PairStage(
              new Unasked(),
              config,
              DATASET,
              new PhotoCache(),
              new RunSeed(1),
              new PhotoFaults(Map.of(), Progress.NONE),
              runs.context());
      Map<Long, Proposals> boxes = Map.of(1L, new Proposals(List.of(proposals)));
      return stage.drawn(PHOTO, new ProposalStage.Result(List.of(), boxes, List.of()));
    }
  }

  @Test
  void aPairIsAProposalAboveTheThresholdAndTheObjectItOverlapsBest() {
    Box onStain = new Box(40, 0, 50, 9);
    Box onCrack = new Box(20, 0, 30, 8);
    Box atTheThreshold = new Box(20, 0, 30, 5);
    assertThat(
            drawn(
                new RegressionConfig(true, 0.5, 10, true), onStain, CROWD, atTheThreshold, onCrack))
        .containsExactly(
            new PairStage.Pair(onStain, STAIN, 1), new PairStage.Pair(onCrack, CRACK, 2));
  }

  @Test
  void aProposalThatOverlapsNothingIsNoPairEvenAtZero() {
    assertThat(drawn(new RegressionConfig(true, 0, 10, true), new Box(0, 50, 10, 60))).isEmpty();
  }

  @Test
  void noMorePairsThanConfigured() {
    assertThat(drawn(new RegressionConfig(true, 0.5, 2, true), CRACK, STAIN, CRACK, STAIN))
        .hasSize(2);
  }
}
