package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.faultline.dataset.Annotation;
import io.faultline.dataset.ImageRecord;
import io.faultline.geometry.Box;
import io.faultline.proposal.Proposals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalCeilingTest {
  private static final Box SMALL = Box.ofSize(0, 0, 10, 10);
  private static final Box TALL = Box.ofSize(50, 0, 10, 100);

  private static ImageRecord photo(Annotation... truth) {
    return new ImageRecord(7, "a.png", Path.of("a.png"), 200, 200, List.of(truth));
  }

  private static ProposalCeiling of(ImageRecord photo, Box... boxes) {
    return ProposalCeiling.of(List.of(Coverage.of(photo, new Proposals(List.of(boxes)))));
  }

  @Test
  void countsWhatIsReached() {
    ImageRecord photo = photo(Annotation.of(1, 1, SMALL), Annotation.of(2, 1, TALL));
    ProposalCeiling ceiling = of(photo, Box.ofSize(0, 0, 10, 6), Box.ofSize(50, 0, 10, 80));
    assertThat(ceiling.photos()).isEqualTo(1);
    assertThat(ceiling.objects()).isEqualTo(2);
    assertThat(ceiling.boxesPerPhoto()).isEqualTo(2);
    assertThat(ceiling.recallAt50()).isEqualTo(1);
    assertThat(ceiling.recallAt70()).isEqualTo(0.5);
    assertThat(ceiling.mabo()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void reachesTheThresholdItself() {
    ProposalCeiling ceiling = of(photo(Annotation.of(1, 1, SMALL)), Box.ofSize(0, 0, 10, 5));
    assertThat(ceiling.recallAt50()).isEqualTo(1);
  }

  @Test
  void maboIsTheMeanOverCategories() {
    ImageRecord photo =
        photo(Annotation.of(1, 1, SMALL), Annotation.of(2, 2, TALL), Annotation.of(3, 2, TALL));
    assertThat(of(photo, SMALL).mabo()).isEqualTo(0.5);
    assertThat(of(photo, TALL).mabo()).isEqualTo(0.5);
  }

  @Test
  void leavesCrowdsOut() {
    Annotation crowd = new Annotation(2, 1, TALL, 1000, true, List.of());
    ProposalCeiling ceiling = of(photo(Annotation.of(1, 1, SMALL), crowd), SMALL);
    assertThat(ceiling.objects()).isEqualTo(1);
    assertThat(ceiling.recallAt70()).isEqualTo(1);
  }

  @Test
  void rowsDivideTheTruth() {
    ImageRecord photo =
        photo(
            Annotation.of(1, 1, SMALL),
            Annotation.of(2, 1, TALL),
            Annotation.of(3, 1, Box.ofSize(0, 0, 200, 100)),
            Annotation.of(4, 1, Box.ofSize(0, 0, 200, 99)),
            Annotation.of(5, 1, Box.ofSize(0, 0, 32, 32)),
            Annotation.of(6, 1, Box.ofSize(0, 0, 90, 20)));
    ProposalCeiling ceiling = of(photo, SMALL);
    assertThat(ceiling.bySize())
        .extracting(ProposalCeiling.Row::objects)
        .containsExactly(2L, 2L, 2L);
    assertThat(ceiling.byAspect())
        .extracting(ProposalCeiling.Row::objects)
        .containsExactly(1L, 0L, 3L, 1L, 1L);
    assertThat(ceiling.bySize().get(0).recallAt70()).isEqualTo(0.5);
    assertThat(ceiling.byAspect().get(1).recallAt50()).isEqualTo(ProposalCeiling.UNDEFINED);
  }

  @Test
  void budgetsTakeTheFirstBoxes() {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      boxes.add(i == 60 ? SMALL : Box.ofSize(100 + i % 50, 100 + i / 50, 20, 20));
    }
    ProposalCeiling ceiling = of(photo(Annotation.of(1, 1, SMALL)), boxes.toArray(new Box[0]));
    assertThat(ceiling.byBudget())
        .extracting(ProposalCeiling.Row::name)
        .containsExactly("first 50", "first 100", "all");
    assertThat(ceiling.byBudget())
        .extracting(ProposalCeiling.Row::recallAt70)
        .containsExactly(0.0, 1.0, 1.0);
  }

  @Test
  void withoutTruthSharesAreUndefined() {
    ProposalCeiling ceiling = of(photo(), SMALL);
    assertThat(ceiling.recallAt50()).isEqualTo(-1);
    assertThat(ceiling.mabo()).isEqualTo(-1);
    assertThat(ceiling.boxesPerPhoto()).isEqualTo(1);
  }

  @Test
  void sumsUpPhotos() {
    Coverage covered =
        Coverage.of(photo(Annotation.of(1, 1, SMALL)), new Proposals(List.of(SMALL)));
    Coverage missed = Coverage.of(photo(Annotation.of(2, 1, TALL)), new Proposals(List.of()));
    ProposalCeiling ceiling = ProposalCeiling.of(List.of(covered, missed));
    assertThat(ceiling.photos()).isEqualTo(2);
    assertThat(ceiling.boxesPerPhoto()).isEqualTo(0.5);
    assertThat(ceiling.recallAt50()).isEqualTo(0.5);
  }

  @Test
  void ofNoPhotosNothingIsKnown() {
    ProposalCeiling ceiling = ProposalCeiling.of(List.of());
    assertThat(ceiling.boxesPerPhoto()).isZero();
    assertThat(ceiling.recallAt50()).isEqualTo(ProposalCeiling.UNDEFINED);
    assertThat(ceiling.byBudget()).extracting(ProposalCeiling.Row::name).containsExactly("all");
  }
}
