package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.FaultlineException;
import io.faultline.Problem;
import io.faultline.internal.proposal.selectivesearch.SelectiveSearch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalGeneratorsTest {
  @Test
  void parsesEveryNameAlone() {
    for (String name : ProposalGenerators.names()) {
      assertThat(ProposalGenerators.parse(name).describe())
          .startsWith(name.replace("sparse-", "") + "(");
    }
  }

  @Test
  void joinsNamesInOrderIgnoringSpaces() {
    assertThat(ProposalGenerators.parse("selective-search-fast + adaptive-threshold+grid"))
        .isEqualTo(
            Union.of(SelectiveSearch.fast(), AdaptiveThreshold.standard(), DenseGrid.standard()));
  }

  @Test
  void aBudgetLimitsEvenOneGenerator() {
    assertThat(
            ProposalGenerators.parse("grid", 10, ProposalOrder.RANKED, List.of())
                .propose(Photos.flat(256, 256))
                .boxes())
        .hasSize(10);
  }

  @Test
  void defaultIsKnownAndBounded() {
    assertThat(ProposalGenerators.ofCracks().propose(Photos.noise(256, 256)).boxes()).hasSize(1000);
  }

  @Test
  void unknownNamesNameTheNearest() {
    assertThatThrownBy(() -> ProposalGenerators.parse("grid+selectiv-search-fast"))
        .isInstanceOfSatisfying(
            FaultlineException.class, e -> assertThat(e.problem()).isEqualTo(Problem.USAGE))
        .hasMessageContaining("'selectiv-search-fast' is unknown; did you mean")
        .hasMessageContaining("'selective-search-fast'?");
  }

  @Test
  void refusesEmptyRepeatedAndUnbudgeted() {
    for (String names : List.of("", "grid+", "+", "grid+grid")) {
      assertThatThrownBy(() -> ProposalGenerators.parse(names))
          .isInstanceOf(FaultlineException.class)
          .hasMessageStartingWith("proposals '" + names + "': ");
    }
    assertThatThrownBy(() -> ProposalGenerators.parse("grid", 0, ProposalOrder.OWN, List.of()))
        .isInstanceOf(FaultlineException.class)
        .hasMessageContaining("budget is 0");
  }
}
