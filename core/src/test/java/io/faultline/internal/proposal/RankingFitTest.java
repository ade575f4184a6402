package io.faultline.internal.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingFitTest {
  private static final Union UNION =
      Union.of(RidgeProposals.standard(), BlobProposals.standard(), DenseGrid.sparse());

  /** A bright square among dark lines of the same length; only the square is an object. */
  private static Raster photo(int seed, Box square) {
    SplittableRandom random = new SplittableRandom(seed);
    int first = 10 + random.nextInt(20);
    return Photos.grey(
        160,
        160,
        (x, y) ->
            x >= square.x1() && x < square.x2() && y >= square.y1() && y < square.y2()
                ? 220
                : (x + first) % 50 < 3 ? 60 : 140 + random.nextInt(9));
  }

  private static Box square(int seed) {
    SplittableRandom random = new SplittableRandom(1000 + seed);
    return Box.ofSize(random.nextInt(130), random.nextInt(130), 24, 24);
  }

  private static RankingFit.Labelled labelled(int seed, int others) {
    Raster photo = photo(seed, square(seed));
    return RankingFit.Labelled.of(
        photo,
        UNION.candidates(photo),
        List.of(square(seed)),
        0.5,
        others,
        new SplittableRandom(seed));
  }

  /** At which place the first box stands that covers the object. */
  private static int place(BoxRanking ranking, int seed) {
    Raster photo = photo(seed, square(seed));
    List<Box> boxes = ranking.best(photo, UNION.candidates(photo), 2000);
    for (int i = 0; i < boxes.size(); i++) {
      if (boxes.get(i).iou(square(seed)) >= 0.5) {
        return i;
      }
    }
    return boxes.size();
  }

  @Test
  void whatItLearntComesFirstOnOtherPhotos() {
    List<RankingFit.Labelled> seen = new ArrayList<>();
    for (int seed = 0; seed < 6; seed++) {
      seen.add(labelled(seed, 300));
    }
    BoxRanking learnt = RankingFit.of(seen).orElseThrow();
    for (int seed = 20; seed < 26; seed++) {
      assertThat(place(learnt, seed))
          .as("photo %d; by cracks it is place %d", seed, place(BoxRanking.CRACKS, seed))
          .isLessThan(10);
      assertThat(place(BoxRanking.CRACKS, seed)).isGreaterThan(place(learnt, seed));
    }
  }

  @Test
  void theOrderOfPhotosHardlyMatters() {
    List<RankingFit.Labelled> seen = new ArrayList<>(List.of(labelled(1, 100), labelled(2, 100)));
    List<Double> weights = RankingFit.of(seen).orElseThrow().weights();
    Collections.reverse(seen);
    List<Double> reversed = RankingFit.of(seen).orElseThrow().weights();
    for (int i = 0; i < weights.size(); i++) {
      assertThat(reversed.get(i))
          .isCloseTo(weights.get(i), org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void takesEveryFittingBoxAndSoManyOthers() {
    Raster photo = photo(3, square(3));
    long fitting =
        UNION.candidates(photo).keySet().stream().filter(box -> box.iou(square(3)) >= 0.5).count();
    RankingFit.Labelled few = labelled(3, 40);
    assertThat(few.fits()).hasSize((int) fitting + 40);
    int fits = 0;
    for (boolean one : few.fits()) {
      fits += one ? 1 : 0;
    }
    assertThat(fits).isEqualTo((int) fitting);
    assertThat(labelled(3, Integer.MAX_VALUE).fits()).hasSize(UNION.candidates(photo).size());
  }

  @Test
  void nothingToLearnGivesNoRanking() {
    assertThat(RankingFit.of(List.of())).isEmpty();
    Raster photo = Photos.flat(64, 64);
    assertThat(
            RankingFit.of(
                List.of(
                    RankingFit.Labelled.of(
                        photo,
                        UNION.candidates(photo),
                        List.of(),
                        0.5,
                        50,
                        new SplittableRandom(1)))))
        .isEmpty();
  }

  @Test
  void aRankingHasOneFiniteWeightForEachFeature() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxRanking(List.of(1.0)));
    List<Double> damaged = new ArrayList<>(BoxRanking.CRACKS.weights());
    damaged.set(4, Double.NaN);
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxRanking(damaged));
  }
}
