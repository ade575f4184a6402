package io.faultline.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnionTest extends ProposalGeneratorContract {
  UnionTest() {
    super(new Union(List.of(AdaptiveThreshold.standard(), DenseGrid.standard()), 500));
  }

  /** Boxes at x = from .. to - 1. */
  private record Fixed(int from, int to, boolean ranked) implements ProposalGenerator {
    @Override
    public Proposals propose(Raster raster) {
      return new Proposals(boxes(from, to));
    }

    @Override
    public String describe() {
      return "fixed(" + from + ";" + to + ")";
    }
  }

  private static List<Box> boxes(int from, int to) {
    return IntStream.range(from, to).mapToObj(x -> Box.ofSize(x, 0, 1, 1)).toList();
  }

  private static List<Integer> places(Union union) {
    return union.propose(Photos.flat(1, 1)).boxes().stream().map(box -> (int) box.x1()).toList();
  }

  @Test
  void withoutABudgetKeepsTheOrderOfTheGeneratorsWithoutDuplicates() {
    assertThat(places(Union.of(new Fixed(3, 6, true), new Fixed(0, 5, false))))
        .containsExactly(3, 4, 5, 0, 1, 2);
  }

  @Test
  void withABudgetGeneratorsTakeTurnsAndRankedOnesKeepTheirOrder() {
    Union union = new Union(List.of(new Fixed(0, 100, true), new Fixed(100, 108, false)), 9);
    assertThat(places(union)).containsExactly(0, 100, 1, 104, 2, 102, 3, 106, 4);
  }

  @Test
  void shortListIsNotCrowdedOut() {
    Union union = new Union(List.of(new Fixed(0, 1000, false), new Fixed(2000, 2010, false)), 30);
    assertThat(places(union)).hasSize(30).filteredOn(x -> x >= 2000).hasSize(10);
  }

  @Property
  void spreadIsAPermutation(@ForAll @IntRange(min = 0, max = 300) int size) {
    List<Box> boxes = boxes(0, size);
    assertThat(BoxOrder.spread(boxes)).hasSize(size);
    assertThat(new HashSet<>(BoxOrder.spread(boxes))).isEqualTo(new HashSet<>(boxes));
  }

  @Test
  void everyPrefixOfASpreadListIsSpread() {
    List<Box> spread = BoxOrder.spread(boxes(0, 256));
    for (int prefix = 16; prefix <= 256; prefix *= 2) {
      long left = spread.subList(0, prefix).stream().filter(box -> box.x1() < 128).count();
      assertThat(left).isEqualTo(prefix / 2);
    }
  }

  @Test
  void refusesNoGeneratorsAndNoBudget() {
    assertThatIllegalArgumentException().isThrownBy(Union::of);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Union(List.of(DenseGrid.standard()), 0));
  }
}
