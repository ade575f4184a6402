package io.faultline.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.faultline.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class GeometryLawsTest {
  /** A box with its score. */
  record Scored(Box box, double score) {}

  @Provide
  Arbitrary<Box> boxes() {
    Arbitrary<Double> corner = Arbitraries.doubles().between(0, 200).ofScale(2);
    Arbitrary<Double> side = Arbitraries.doubles().between(4, 120).ofScale(2);
    return Combinators.combine(corner, corner, side, side).as(Box::ofSize);
  }

  @Provide
  Arbitrary<List<Scored>> scored() {
    Arbitrary<Double> score = Arbitraries.doubles().between(0, 1).ofScale(1);
    return Combinators.combine(boxes(), score).as(Scored::new).list().ofMaxSize(40);
  }

  @Property(tries = 300)
  void iouIsSymmetricAndInTheUnitInterval(@ForAll("boxes") Box a, @ForAll("boxes") Box b) {
    assertThat(a.iou(b)).isBetween(0.0, 1.0).isEqualTo(b.iou(a));
    assertThat(a.iou(a)).isCloseTo(1, within(1e-12));
  }

  @Property(tries = 300)
  void iouIsUnchangedByScaleAndTranslation(
      @ForAll("boxes") Box a,
      @ForAll("boxes") Box b,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor,
      @ForAll @DoubleRange(min = -500, max = 500) double shift) {
    assertThat(a.scale(factor).iou(b.scale(factor))).isCloseTo(a.iou(b), within(1e-9));
    assertThat(a.shift(shift, -shift).iou(b.shift(shift, -shift)))
        .isCloseTo(a.iou(b), within(1e-9));
  }

  @Property(tries = 300)
  void decodeUndoesEncode(@ForAll("boxes") Box truth, @ForAll("boxes") Box proposal) {
    Box back = BoxCoder.decode(proposal, BoxCoder.encode(proposal, truth));
    assertThat(back.x1()).isCloseTo(truth.x1(), within(1e-9));
    assertThat(back.y1()).isCloseTo(truth.y1(), within(1e-9));
    assertThat(back.x2()).isCloseTo(truth.x2(), within(1e-9));
    assertThat(back.y2()).isCloseTo(truth.y2(), within(1e-9));
  }

  @Property(tries = 200)
  void deltasAreUnchangedByScale(
      @ForAll("boxes") Box truth,
      @ForAll("boxes") Box proposal,
      @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
    BoxDelta plain = BoxCoder.encode(proposal, truth);
    BoxDelta scaled = BoxCoder.encode(proposal.scale(factor), truth.scale(factor));
    assertThat(scaled.dx()).isCloseTo(plain.dx(), within(1e-9));
    assertThat(scaled.dh()).isCloseTo(plain.dh(), within(1e-9));
  }

  @Property(tries = 300)
  void everyFiniteDeltaDecodesToABox(
      @ForAll("boxes") Box proposal, @ForAll double dx, @ForAll double dw) {
    Box box = BoxCoder.decode(proposal, new BoxDelta(dx, -dx, dw, -dw));
    assertThat(box.width()).isPositive();
    assertThat(box.height()).isLessThanOrEqualTo(BoxCoder.MAX_GROWTH * proposal.height() * 1.01);
  }

  @Example
  void growthStopsWhereTorchvisionStops() {
    Box box = BoxCoder.decode(new Box(0, 0, 16, 16), new BoxDelta(0, 0, 9, 9));
    assertThat(box.width()).isCloseTo(1000, within(1e-9));
  }

  @Property(tries = 200)
  void suppressionIsIdempotentAndLeavesNoOverlap(
      @ForAll("scored") List<Scored> all, @ForAll @DoubleRange(max = 1) double threshold) {
    List<Scored> kept = keep(all, threshold);
    assertThat(keep(kept, threshold)).isEqualTo(kept);
    for (int i = 0; i < kept.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(kept.get(i).box().iou(kept.get(j).box())).isLessThanOrEqualTo(threshold);
        assertThat(kept.get(j).score()).isGreaterThanOrEqualTo(kept.get(i).score());
      }
    }
  }

  @Property(tries = 200)
  void everySuppressedBoxHasABetterBoxOverIt(
      @ForAll("scored") List<Scored> all, @ForAll @DoubleRange(max = 1) double threshold) {
    List<Scored> kept = keep(all, threshold);
    for (Scored one : all) {
      assertThat(kept)
          .anyMatch(
              k ->
                  k.equals(one)
                      || (k.score() >= one.score() && k.box().iou(one.box()) > threshold));
    }
  }

  @Property(tries = 200)
  void orderIsThatOfAStableSort(@ForAll("scored") List<Scored> all) {
    double[] scores = all.stream().mapToDouble(Scored::score).toArray();
    int[] expected =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(ScoreOrder.descending(scores)).isEqualTo(expected);
  }

  @Example
  void equalScoresKeepTheLowerIndexAndEqualIouStays() {
    Box box = new Box(0, 0, 10, 10);
    Box half = new Box(0, 0, 5, 10);
    assertThat(Nms.greedy(List.of(box, box), new double[] {0.5, 0.5}, 0.5)).containsExactly(0);
    assertThat(Nms.greedy(List.of(box, half), new double[] {0.9, 0.5}, 0.5)).containsExactly(0, 1);
    assertThat(Nms.greedy(List.of(box, half), new double[] {0.9, 0.5}, 0.49)).containsExactly(0);
    assertThat(Nms.greedy(List.of(), new double[0], 0.3)).isEmpty();
  }

  @Example
  void wrongArgumentsAreRefused() {
    List<Box> one = List.of(new Box(0, 0, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nms.greedy(one, new double[2], 0.3))
        .withMessageContaining("one score per box");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nms.greedy(one, new double[] {Double.NaN}, 0.3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Nms.greedy(one, new double[1], Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new BoxDelta(0, Double.NaN, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Box(0, 0, 0, 1));
  }

  private static List<Scored> keep(List<Scored> all, double threshold) {
    int[] kept =
        Nms.greedy(
            all.stream().map(Scored::box).toList(),
            all.stream().mapToDouble(Scored::score).toArray(),
            threshold);
    return new ArrayList<>(Arrays.stream(kept).mapToObj(all::get).toList());
  }
}
