package io.faultline.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DisjointSetsTest {
  private static final int ELEMENTS = 12;

  /** Against labels that are painted over at every join. */
  @Property
  void setsAreThoseOfPlainRelabelling(
      @ForAll @Size(max = 20) List<@Size(2) List<@IntRange(max = ELEMENTS - 1) Integer>> joins) {
    DisjointSets sets = new DisjointSets(ELEMENTS);
    int[] labels = new int[ELEMENTS];
    Arrays.setAll(labels, i -> i);
    for (List<Integer> join : joins) {
      sets.join(join.get(0), join.get(1));
      int from = labels[join.get(0)];
      int to = labels[join.get(1)];
      for (int i = 0; i < ELEMENTS; i++) {
        labels[i] = labels[i] == from ? to : labels[i];
      }
    }
    for (int i = 0; i < ELEMENTS; i++) {
      int label = labels[i];
      assertThat(sets.size(sets.find(i)))
          .isEqualTo((int) Arrays.stream(labels).filter(other -> other == label).count());
      for (int j = 0; j < ELEMENTS; j++) {
        assertThat(sets.isJoined(i, j)).isEqualTo(labels[i] == labels[j]);
      }
    }
  }

  @Test
  void setsAreNumberedByTheirFirstElement() {
    DisjointSets sets = new DisjointSets(5);
    sets.join(4, 1);
    sets.join(3, 0);
    int[] numbers = new int[5];
    int[] roots = new int[5];
    assertThat(sets.number(numbers, roots)).isEqualTo(3);
    assertThat(numbers).containsExactly(0, 1, 2, 0, 1);
    assertThat(sets.isJoined(roots[0], 3)).isTrue();
  }

  @Test
  void ofEqualSizesTheFirstRootStaysElseTheLarger() {
    DisjointSets sets = new DisjointSets(new int[] {1, 1, 5});
    assertThat(sets.union(0, 1)).isZero();
    assertThat(sets.union(0, 2)).isEqualTo(2);
    assertThat(sets.size(2)).isEqualTo(7);
  }
}
