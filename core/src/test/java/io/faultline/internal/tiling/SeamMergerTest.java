package io.faultline.internal.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

class SeamMergerTest {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 500;
  private static final SeamMerger MERGER = SeamMerger.of(0.3);

  @Provide
  Arbitrary<TilePlan> plans() {
    return Combinators.combine(
            Arbitraries.integers().between(100, 300), Arbitraries.integers().between(20, 80))
        .as((side, overlap) -> TilePlan.of(WIDTH, HEIGHT, side, overlap));
  }

  @Provide
  Arbitrary<Box> boxes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, WIDTH - 1),
            Arbitraries.integers().between(0, HEIGHT - 1),
            Arbitraries.integers().between(1, WIDTH),
            Arbitraries.integers().between(1, HEIGHT))
        .as((x, y, w, h) -> Box.ofSize(x, y, Math.min(w, WIDTH - x), Math.min(h, HEIGHT - y)));
  }

  @Property(tries = 120)
  void aBoxCutByTilingAndMergedIsItself(@ForAll("plans") TilePlan plan, @ForAll("boxes") Box box) {
    Detection whole = new Detection(1, box, 0.8);
    assertThat(MERGER.merge(plan, cut(plan, List.of(whole)))).containsExactly(whole);
  }

  @Property(tries = 100)
  void tilesThatOnlyTouchAreMergedToo(@ForAll("boxes") Box box) {
    TilePlan plan = TilePlan.of(700, 500, 100, 0);
    Detection whole = new Detection(1, box, 0.8);
    assertThat(MERGER.merge(plan, cut(plan, List.of(whole)))).containsExactly(whole);
  }

  @Property(tries = 120)
  void boxesThatDoNotOverlapStayApart(
      @ForAll("plans") TilePlan plan, @ForAll("boxes") Box a, @ForAll("boxes") Box b) {
    Detection first = new Detection(1, a, 0.8);
    Detection second = new Detection(a.intersection(b) > 0 ? 2 : 1, b, 0.6);
    assertThat(MERGER.merge(plan, cut(plan, List.of(first, second))))
        .containsExactly(first, second);
  }

  /** A straight crack of any slope: each tile reports the box of the part it sees. */
  @Property(tries = 200)
  void aSlantedCrackComesOutWhole(
      @ForAll("plans") TilePlan plan, @ForAll("boxes") Box box, @ForAll boolean rising) {
    List<List<Detection>> perTile = new ArrayList<>();
    for (Tile tile : plan.tiles()) {
      perTile.add(
          diagonalPart(box, rising, tile.box())
              .map(part -> List.of(new Detection(1, part, 0.5)))
              .orElse(List.of()));
    }
    List<Detection> merged = MERGER.merge(plan, perTile);
    assertThat(merged).hasSize(1);
    Box back = merged.get(0).box();
    Offset<Double> rounding = Offset.offset(1e-6);
    assertThat(back.x1()).isCloseTo(box.x1(), rounding);
    assertThat(back.y1()).isCloseTo(box.y1(), rounding);
    assertThat(back.x2()).isCloseTo(box.x2(), rounding);
    assertThat(back.y2()).isCloseTo(box.y2(), rounding);
  }

  @Property(tries = 60)
  void theOrderGivenDoesNotMatter(
      @ForAll("plans") TilePlan plan,
      @ForAll("boxes") Box a,
      @ForAll("boxes") Box b,
      @ForAll("boxes") Box c) {
    List<List<Detection>> perTile =
        cut(
            plan,
            List.of(new Detection(1, a, 0.5), new Detection(1, b, 0.5), new Detection(1, c, 0.4)));
    List<List<Detection>> shuffled = new ArrayList<>();
    for (List<Detection> one : perTile) {
      List<Detection> copy = new ArrayList<>(one);
      Collections.shuffle(copy, new Random(7));
      shuffled.add(copy);
    }
    assertThat(MERGER.merge(plan, shuffled))
        .isEqualTo(MERGER.merge(plan, perTile))
        .isSortedAccordingTo(Detection.ORDER);
  }

  @Example
  void withoutASeamNothingChanges() {
    TilePlan one = TilePlan.of(200, 200, 256, 64);
    Detection a = new Detection(1, new Box(0, 0, 50, 50), 0.4);
    Detection b = new Detection(1, new Box(0, 0, 50, 49), 0.6);
    assertThat(MERGER.merge(one, List.of(List.of(a, b)))).containsExactly(b, a);
    TilePlan two = TilePlan.of(400, 200, 256, 64);
    Detection far = new Detection(1, new Box(300, 90, 350, 120), 0.5);
    assertThat(MERGER.merge(two, List.of(List.of(a), List.of(far)))).containsExactly(far, a);
  }

  @Example
  void aLongThinCrackOverFourTilesTakesTheHighestScore() {
    TilePlan plan = TilePlan.of(832, 256, 256, 64);
    assertThat(plan.tiles()).hasSize(4);
    List<List<Detection>> perTile =
        List.of(
            List.of(new Detection(1, new Box(30, 100, 255, 108), 0.5)),
            List.of(new Detection(1, new Box(194, 99, 448, 110), 0.9)),
            List.of(new Detection(1, new Box(384, 101, 636, 112), 0.6)),
            List.of(new Detection(1, new Box(579, 103, 800, 113), 0.7)));
    assertThat(MERGER.merge(plan, perTile))
        .containsExactly(new Detection(1, new Box(30, 99, 800, 113), 0.9));
  }

  @Example
  void slantedCracksSideBySideStayTwo() {
    TilePlan plan = TilePlan.of(448, 448, 256, 64);
    Box upper = new Box(0, 0, 448, 448);
    List<List<Detection>> perTile = new ArrayList<>();
    for (Tile tile : plan.tiles()) {
      List<Detection> found = new ArrayList<>();
      diagonalPart(upper, false, tile.box()).ifPresent(b -> found.add(new Detection(1, b, 0.9)));
      diagonalPart(upper.shift(0, 150), false, tile.box())
          .ifPresent(b -> found.add(new Detection(1, b, 0.8)));
      perTile.add(found);
    }
    List<Detection> merged = SeamMerger.of(0.6).merge(plan, perTile);
    assertThat(merged)
        .containsExactly(
            new Detection(1, upper, 0.9), new Detection(1, new Box(0, 150, 298, 448), 0.8));
  }

  @Example
  void aPieceOfAnObjectThatTheOtherTileSawWholeGoesIntoIt() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection piece = new Detection(1, new Box(205, 101, 256, 109), 0.9);
    Detection whole = new Detection(1, new Box(205, 100, 400, 110), 0.6);
    assertThat(MERGER.merge(plan, List.of(List.of(piece), List.of(whole))))
        .containsExactly(new Detection(1, whole.box(), 0.9));
  }

  @Example
  void aFragmentOfACutObjectGoesIntoTheWhole() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection left = new Detection(1, new Box(20, 100, 256, 110), 0.5);
    Detection right = new Detection(1, new Box(192, 100, 420, 110), 0.6);
    Detection fragment = new Detection(1, new Box(192, 101, 240, 110), 0.8);
    assertThat(MERGER.merge(plan, List.of(List.of(left), List.of(right, fragment))))
        .containsExactly(new Detection(1, new Box(20, 100, 420, 110), 0.8));
  }

  @Example
  void aFragmentThatFitsBetterDoesNotTakeThePlaceOfTheWhole() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection left = new Detection(1, new Box(20, 100, 256, 110), 0.5);
    Detection right = new Detection(1, new Box(192, 95, 420, 115), 0.6);
    Detection fragment = new Detection(1, new Box(192, 100, 258, 110), 0.4);
    assertThat(MERGER.merge(plan, List.of(List.of(left), List.of(right, fragment))))
        .containsExactly(new Detection(1, new Box(20, 95, 420, 115), 0.6));
  }

  @Example
  void classesAreNeverJoined() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection crack = new Detection(1, new Box(20, 100, 256, 110), 0.5);
    Detection stain = new Detection(2, new Box(192, 100, 420, 110), 0.6);
    assertThat(MERGER.merge(plan, List.of(List.of(crack), List.of(stain))))
        .containsExactly(stain, crack);
  }

  @Example
  void neighboursThatNoEdgeCutsAreOnlySuppressed() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection a = new Detection(1, new Box(205, 100, 235, 110), 0.5);
    Detection same = new Detection(1, new Box(206, 100, 236, 110), 0.7);
    Detection other = new Detection(1, new Box(230, 100, 240, 110), 0.6);
    assertThat(MERGER.merge(plan, List.of(List.of(a), List.of(same, other))))
        .containsExactly(same, other);
  }

  @Example
  void whatOneTileKeptBesideABetterBoxStays() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    Detection best = new Detection(1, new Box(20, 100, 120, 110), 0.9);
    Detection beside = new Detection(1, new Box(20, 100, 110, 110), 0.4);
    assertThat(MERGER.merge(plan, List.of(List.of(best, beside), List.of())))
        .containsExactly(best, beside);
  }

  @Example
  void wrongArgumentsAreRefused() {
    TilePlan plan = TilePlan.of(448, 256, 256, 64);
    assertThatIllegalArgumentException().isThrownBy(() -> MERGER.merge(plan, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new SeamMerger(Double.NaN, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> new SeamMerger(0.3, -1));
  }

  /** What a perfect detector reports per tile: each box cut at the tile's edges. */
  private static List<List<Detection>> cut(TilePlan plan, List<Detection> whole) {
    List<List<Detection>> perTile = new ArrayList<>();
    for (Tile tile : plan.tiles()) {
      List<Detection> found = new ArrayList<>();
      for (Detection one : whole) {
        part(one.box(), tile.box())
            .ifPresent(box -> found.add(new Detection(one.categoryId(), box, one.score())));
      }
      perTile.add(found);
    }
    return perTile;
  }

  private static Optional<Box> part(Box box, Box tile) {
    return box.shift(-tile.x1(), -tile.y1())
        .clip(tile.width(), tile.height())
        .map(cut -> cut.shift(tile.x1(), tile.y1()));
  }

  /** The box of the part of a box's diagonal that lies in a tile. */
  private static Optional<Box> diagonalPart(Box box, boolean rising, Box tile) {
    double[] x = interval(tile.x1(), tile.x2(), box.x1(), box.width());
    double[] y =
        rising
            ? interval(tile.y1(), tile.y2(), box.y2(), -box.height())
            : interval(tile.y1(), tile.y2(), box.y1(), box.height());
    double from = Math.max(0, Math.max(x[0], y[0]));
    double to = Math.min(1, Math.min(x[1], y[1]));
    if (!(to - from > 1e-9)) {
      return Optional.empty();
    }
    double[] ys =
        rising
            ? new double[] {box.y2() - to * box.height(), box.y2() - from * box.height()}
            : new double[] {box.y1() + from * box.height(), box.y1() + to * box.height()};
    return Optional.of(
        new Box(box.x1() + from * box.width(), ys[0], box.x1() + to * box.width(), ys[1]));
  }

  /** Where {@code start + t * step} lies between both, as an interval of {@code t}. */
  private static double[] interval(double low, double high, double start, double step) {
    double[] ends = {(low - start) / step, (high - start) / step};
    Arrays.sort(ends);
    return ends;
  }
}
