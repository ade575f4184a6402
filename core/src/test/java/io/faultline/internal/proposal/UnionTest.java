package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.proposal.ProposalGenerator;
import io.faultline.proposal.Proposals;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnionTest extends ProposalGeneratorContract {
  UnionTest() {
    super(
        new Union(
            List.of(AdaptiveThreshold.standard(), DenseGrid.standard()),
            500,
            Optional.of(BoxRanking.CRACKS)));
  }

  /** Boxes at x = from .. to - 1. */
  private record Row(int from, int to) implements ProposalGenerator {
    @Override
    public Proposals propose(Raster raster) {
      return new Proposals(boxes(from, to));
    }

    @Override
    public String describe() {
      return "row(" + from + ";" + to + ")";
    }
  }

  private static List<Box> boxes(int from, int to) {
    return IntStream.range(from, to).mapToObj(x -> Box.ofSize(x, 0, 1, 1)).toList();
  }

  private static List<Integer> places(Union union) {
    return union.propose(Photos.flat(1, 1)).boxes().stream().map(box -> (int) box.x1()).toList();
  }

  /** Three boxes with scores. */
  private static final ProposalGenerator SCORED =
      new ProposalGenerator() {
        @Override
        public Proposals propose(Raster raster) {
          return new Proposals(boxes(0, 3), List.of(0.5, -1.0, 7.0));
        }

        @Override
        public String describe() {
          return "scored";
        }
      };

  @Test
  void scoresAreTheOneGenerators() {
    Raster photo = Photos.flat(8, 8);
    assertThat(Union.of(SCORED).propose(photo).scores()).containsExactly(0.5, -1.0, 7.0);
    assertThat(new Union(List.of(SCORED), 2, Optional.empty()).propose(photo).scores())
        .containsExactly(0.5, -1.0);
    assertThat(
            new Union(List.of(SCORED), 2, Optional.of(BoxRanking.CRACKS)).propose(photo).scores())
        .isEmpty();
    assertThat(Union.of(SCORED, new Row(2, 5)).propose(photo).scores()).isEmpty();
  }

  @Test
  void scoresAreFiniteAndOneForEachBox() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Proposals(boxes(0, 1), List.of(wrong)))
          .withMessageContaining("must be finite");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proposals(boxes(0, 2), List.of(1.0)))
        .withMessageContaining("2 boxes have 1 scores");
  }

  @Test
  void withoutABudgetKeepsTheOrderOfTheGeneratorsWithoutDuplicates() {
    assertThat(places(Union.of(new Row(3, 6), new Row(0, 5)))).containsExactly(3, 4, 5, 0, 1, 2);
  }

  @Test
  void withABudgetKeepsTheBestBoxesOfAll() {
    Raster photo = Photos.cracked(120, 90);
    Union all = Union.of(RidgeProposals.standard(), DenseGrid.standard());
    Union few = new Union(all.generators(), 50, Optional.of(BoxRanking.CRACKS));
    Union more = new Union(all.generators(), 200, Optional.of(BoxRanking.CRACKS));
    assertThat(few.propose(photo).boxes()).hasSize(50);
    assertThat(all.propose(photo).boxes()).containsAll(more.propose(photo).boxes());
    assertThat(more.propose(photo).boxes().subList(0, 50)).isEqualTo(few.propose(photo).boxes());
  }

  @Test
  void withABudgetEachGeneratorKeepsItsOwnOrderWhereAskedTo() {
    Raster photo = Photos.cracked(120, 90);
    List<Box> ridges = RidgeProposals.standard().propose(photo).boxes();
    assertThat(own(7, RidgeProposals.standard()).propose(photo).boxes())
        .isEqualTo(ridges.subList(0, 7));
    assertThat(own(ridges.size() + 9, RidgeProposals.standard()).propose(photo).boxes())
        .isEqualTo(ridges);
    assertThat(places(own(5, new Row(3, 6), new Row(2, 5)))).containsExactly(3, 2, 4, 5);
    assertThat(places(own(3, new Row(3, 6), new Row(2, 5)))).containsExactly(3, 2, 4);
    assertThat(own(5, new Row(3, 6)).describe())
        .isNotEqualTo(
            new Union(List.of(new Row(3, 6)), 5, Optional.of(BoxRanking.CRACKS)).describe());
  }

  private static Union own(int budget, ProposalGenerator... generators) {
    return new Union(List.of(generators), budget, Optional.empty());
  }

  @Test
  void refusesNoGeneratorsAndNoBudget() {
    assertThatIllegalArgumentException().isThrownBy(Union::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Union(List.of(DenseGrid.standard()), 0, Optional.empty()));
  }
}
