package io.faultline.internal.proposal.selectivesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.internal.proposal.BoxOrder;
import io.faultline.internal.proposal.Photos;
import io.faultline.internal.proposal.ProposalGeneratorContract;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SelectiveSearchTest {
  @Nested
  class Fast extends ProposalGeneratorContract {
    Fast() {
      super(new SelectiveSearch(SelectiveSearch.Mode.FAST, 40_000));
    }
  }

  @Nested
  class Quality extends ProposalGeneratorContract {
    Quality() {
      super(new SelectiveSearch(SelectiveSearch.Mode.QUALITY, 6_000));
    }
  }

  @Test
  void findsTheBlockAndLeavesTheWholePhotoOut() {
    Raster photo = Photos.cracked(120, 90);
    List<Box> boxes = SelectiveSearch.fast().propose(photo).boxes();
    Box block = new Box(81, 61, 120, 90);
    assertThat(boxes).anySatisfy(box -> assertThat(box.iou(block)).isGreaterThan(0.8));
    assertThat(boxes).doesNotContain(new Box(0, 0, 120, 90));
    assertThat(boxes).isSortedAccordingTo(BoxOrder.LARGEST_FIRST);
  }

  @Test
  void scalesAHugePhotoDownAndItsBoxesBack() {
    Raster huge = Photos.cracked(3000, 2250);
    SelectiveSearch bounded = new SelectiveSearch(SelectiveSearch.Mode.FAST, 10_000);
    List<Box> boxes = bounded.propose(huge).boxes();
    Box block = new Box(2001, 1501, 3000, 2250);
    assertThat(boxes).anySatisfy(box -> assertThat(box.iou(block)).isGreaterThan(0.8));
    assertThat(boxes).allSatisfy(box -> assertThat(box.clip(3000, 2250)).contains(box));
    assertThat(boxes).doesNotContain(new Box(0, 0, 3000, 2250)).doesNotHaveDuplicates();
  }

  @Test
  void severalThreadsFindTheSame() {
    Raster photo = Photos.cracked(120, 90);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      assertThat(SelectiveSearch.quality().propose(photo, threads))
          .isEqualTo(SelectiveSearch.quality().propose(photo));
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void qualityFindsMoreThanFast() {
    Raster photo = Photos.noise(48, 33);
    assertThat(SelectiveSearch.quality().propose(photo).boxes().size())
        .isGreaterThan(SelectiveSearch.fast().propose(photo).boxes().size());
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SelectiveSearch(SelectiveSearch.Mode.FAST, 0))
        .withMessageContaining("max pixels is 0");
  }
}
