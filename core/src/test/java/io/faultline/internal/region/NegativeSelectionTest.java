package io.faultline.internal.region;

import static io.faultline.internal.region.Regions.negative;
import static io.faultline.internal.region.Regions.positive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.internal.provenance.RunSeed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NegativeSelectionTest {
  private static final RunSeed SEED = new RunSeed(1);

  static Stream<NegativeSelection> selections() {
    return Stream.of(
        new NegativeSelection.All(),
        new NegativeSelection.Hardest(7),
        NegativeSelection.PerBand.ofTenths(2),
        new NegativeSelection.CapPerImage(5));
  }

  private static Map<Long, LabelledRegions> byId(List<LabelledRegions> photos) {
    return photos.stream().collect(Collectors.toMap(LabelledRegions::imageId, Function.identity()));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void orderOfPhotosDoesNotMatter(NegativeSelection selection) {
    List<LabelledRegions> photos = Regions.random(6, 60, 3);
    List<LabelledRegions> reversed = new ArrayList<>(photos);
    Collections.reverse(reversed);
    assertThat(byId(selection.select(reversed, SEED)))
        .isEqualTo(byId(selection.select(photos, SEED)));
    assertThat(selection.select(photos, SEED)).isEqualTo(selection.select(photos, SEED));
  }

  @ParameterizedTest
  @MethodSource("selections")
  void positivesAllStayAndOrderIsKept(NegativeSelection selection) {
    List<LabelledRegions> photos = Regions.random(4, 60, 5);
    List<LabelledRegions> selected = selection.select(photos, SEED);
    for (int i = 0; i < photos.size(); i++) {
      List<Region> before = photos.get(i).regions();
      List<Region> after = selected.get(i).regions();
      assertThat(selected.get(i).imageId()).isEqualTo(photos.get(i).imageId());
      assertThat(after.stream().filter(Region::positive))
          .containsExactlyElementsOf(before.stream().filter(Region::positive).toList());
      assertThat(before).containsSubsequence(after);
    }
  }

  @Test
  void hardestTakesTheGreatestIousOfAllPhotos() {
    List<LabelledRegions> photos =
        List.of(
            new LabelledRegions(2, List.of(negative(0.4, 1), negative(0.3, 2), negative(0.4, 3))),
            new LabelledRegions(1, List.of(negative(0.1, 4), positive(0.9, 5), negative(0.4, 6))));
    List<LabelledRegions> selected = new NegativeSelection.Hardest(2).select(photos, SEED);
    assertThat(selected.get(0).regions()).containsExactly(negative(0.4, 1));
    assertThat(selected.get(1).regions()).containsExactly(positive(0.9, 5), negative(0.4, 6));
    assertThat(new NegativeSelection.Hardest(0).select(photos, SEED).get(0).regions()).isEmpty();
  }

  @Test
  void perBandKeepsAtMostSoManyOfEachBand() {
    List<LabelledRegions> photos = Regions.random(3, 300, 8);
    for (LabelledRegions photo : NegativeSelection.PerBand.ofTenths(4).select(photos, SEED)) {
      Map<Integer, Long> counts =
          photo.regions().stream()
              .filter(region -> !region.positive())
              .collect(
                  Collectors.groupingBy(
                      region -> (int) Math.floor(region.iou() * 10 + 1e-9), Collectors.counting()));
      assertThat(counts.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
      assertThat(counts.values()).containsOnly(4L);
    }
  }

  @Test
  void perBandDropsWhatIsBelowTheFirstEdgeAndHasNoUpperEnd() {
    LabelledRegions photo =
        new LabelledRegions(1, List.of(negative(0.09, 1), negative(0.1, 2), negative(1, 3)));
    assertThat(
            new NegativeSelection.PerBand(1, List.of(0.1, 0.3))
                .select(List.of(photo), SEED)
                .get(0)
                .regions())
        .containsExactly(negative(0.1, 2), negative(1, 3));
  }

  @Test
  void perBandDrawsDependOnTheSeed() {
    List<LabelledRegions> photos = Regions.random(3, 300, 8);
    NegativeSelection some = NegativeSelection.PerBand.ofTenths(4);
    assertThat(some.select(photos, new RunSeed(2))).isNotEqualTo(some.select(photos, SEED));
  }

  @Test
  void capLooksAtTheLargestProposalsOnly() {
    LabelledRegions photo =
        new LabelledRegions(
            1,
            List.of(
                new Region(positive(1, 90).box(), 1, 1, true),
                negative(0, 5),
                positive(0.8, 60),
                negative(0.2, 70),
                positive(0.9, 1),
                negative(0.1, 50),
                negative(0.3, 50)));
    assertThat(new NegativeSelection.CapPerImage(3).select(List.of(photo), SEED).get(0).regions())
        .containsExactly(
            photo.regions().get(0),
            positive(0.8, 60),
            negative(0.2, 70),
            positive(0.9, 1),
            negative(0.1, 50));
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NegativeSelection.Hardest(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new NegativeSelection.CapPerImage(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NegativeSelection.PerBand(1, List.of(0.3, 0.3)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NegativeSelection.PerBand(1, List.of(Double.NaN)));
  }
}
