package io.faultline.internal.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.internal.charts.Chart.Axis;
import io.faultline.internal.charts.Chart.Curve;
import io.faultline.internal.charts.Chart.Mark;
import io.faultline.internal.charts.Chart.Point;
import io.faultline.internal.charts.Chart.Scale;
import io.faultline.internal.report.Charts;
import io.faultline.internal.report.EvaluatedPhotos;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {

  @Test
  void hasLabelsTicksAndCurve() throws Exception {
    Chart chart =
        new Chart(
            "A & B",
            Axis.unit("recall"),
            Axis.unit("precision"),
            List.of(new Curve("crack", List.of(new Point(0, 1), new Point(1, 0)))),
            List.of(new Mark("here", new Point(0.5, 0.5))));
    Document svg = parse(chart.svg());
    assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("A & B");
    assertThat(texts(svg)).contains("recall", "precision", "0", "0.2", "1", "here");
    assertThat(chart.svg()).contains("d=\"M58 14L502 284\"");
  }

  @Test
  void aLegendIsThereForSeveralCurves() throws Exception {
    List<Point> points = List.of(new Point(0, 0), new Point(1, 1));
    Chart one = chart(List.of(new Curve("a", points)));
    assertThat(texts(parse(one.svg()))).doesNotContain("a");
    List<Curve> curves = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      curves.add(new Curve("class <" + i + ">", points));
    }
    assertThat(texts(parse(chart(curves).svg()))).contains("class <0>", "class <11>");
  }

  @Test
  void whatIsUndefinedBreaksTheLine() {
    Chart chart =
        chart(
            List.of(
                new Curve(
                    "a",
                    List.of(
                        new Point(0, 0),
                        new Point(0.5, 1),
                        new Point(0.6, Double.NaN),
                        new Point(0.7, 1),
                        new Point(1, 0)))));
    assertThat(chart.svg()).contains("d=\"M58 284L280 14M368.8 14L502 284\"");
  }

  @Test
  void nothingToDrawIsSaid() {
    assertThat(chart(List.of(new Curve("a", List.of()))).svg()).contains("no data");
    assertThat(Charts.loss(Map.of(), List.of()).svg()).contains("no data");
  }

  @Test
  void aMarksLabelLiesBesideTheCurves() throws Exception {
    List<Curve> above = List.of(Curve.of("a", List.of(0.0, 1.0), List.of(0.4, 0.4)));
    List<Curve> crossed = List.of(Curve.of("a", List.of(0.0, 1.0), List.of(0.46, 0.46)));
    Mark mark = new Mark("here", new Point(0.8, 0.4));
    assertThat(labelY(above, mark)).isLessThan(labelY(crossed, mark));
  }

  private static double labelY(List<Curve> curves, Mark mark) throws Exception {
    Chart chart = new Chart("t", Axis.unit("x"), Axis.unit("y"), curves, List.of(mark));
    var nodes = parse(chart.svg()).getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getTextContent().equals("here")) {
        return Double.parseDouble(nodes.item(i).getAttributes().getNamedItem("y").getNodeValue());
      }
    }
    throw new AssertionError("no label");
  }

  @Test
  void pointsOnTheSamePixelAreDrawnOnce() {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      points.add(new Point(i / 1e5, 0.5));
    }
    assertThat(chart(List.of(new Curve("a", points))).svg().length()).isLessThan(120_000);
  }

  @Property
  void ticksAreFewRoundAndInside(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double length) {
    Axis axis = new Axis("a", min, min + length, Scale.LINEAR);
    List<Double> ticks = Ticks.of(axis);
    assertThat(ticks).hasSizeBetween(2, 7).isSorted().doesNotHaveDuplicates();
    assertThat(ticks).allMatch(t -> t >= min - length * 1e-6 && t <= min + length + length * 1e-6);
  }

  @Test
  void logarithmicTicksAreOneTwoFive() {
    assertThat(Ticks.of(new Axis("n", 1, 100, Scale.LOGARITHMIC)))
        .containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
    assertThat(Ticks.label(0.1 + 0.2)).isEqualTo("0.3");
  }

  @Test
  void epochsAreLabelledByWholeNumbers() {
    assertThat(Ticks.of(Charts.loss(Map.of("a", List.of(3.0, 2.0, 1.0)), List.of()).x()))
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void eachBudgetOfProposalsIsAPoint() {
    Chart chart = Charts.recallByProposals(EvaluatedPhotos.ceiling());
    assertThat(chart.curves().get(0).points())
        .containsExactly(
            new Point(50, 0.5), new Point(100, 0.5), new Point(200, 0.5), new Point(200, 1));
    assertThat(chart.x().min()).isEqualTo(50);
  }

  @Test
  void anAxisGrows() {
    assertThatThrownBy(() -> new Axis("a", 1, 1, Scale.LINEAR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Axis("a", 0, 1, Scale.LOGARITHMIC))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Axis.fromZero("a", List.of(0.0, Double.NaN)).max()).isEqualTo(1);
  }

  @Test
  void theThresholdInUseIsMarkedOnlyForOneClass() {
    assertThat(Charts.precisionRecall(EvaluatedPhotos.evaluation()).marks()).isEmpty();
    assertThat(Charts.f1(EvaluatedPhotos.evaluation()).curves()).hasSize(2);
  }

  private static Chart chart(List<Curve> curves) {
    return new Chart("t", Axis.unit("x"), Axis.unit("y"), curves, List.of());
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(Document svg) {
    List<String> texts = new ArrayList<>();
    var nodes = svg.getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
