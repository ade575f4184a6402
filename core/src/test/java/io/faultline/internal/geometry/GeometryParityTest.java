package io.faultline.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.geometry.Box;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parity with torchvision: golden/geometry.json, values rounded to six places. */
class GeometryParityTest {
  private static final double ROUNDED = 5.1e-7;
  private final JsonNode golden = read();

  @Test
  void iouIsTorchvisionsBoxIou() {
    JsonNode iou = golden.get("iou");
    List<Box> a = boxes(iou.get("a"));
    List<Box> b = boxes(iou.get("b"));
    assertThat(a).hasSize(25);
    assertThat(b).hasSize(17);
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < 17; j++) {
        assertThat(a.get(i).iou(b.get(j)))
            .isCloseTo(iou.get("value").get(i).get(j).doubleValue(), within(ROUNDED));
      }
    }
  }

  @Test
  void suppressionIsTorchvisionsNms() {
    JsonNode nms = golden.get("nms");
    double[] scores = doubles(nms.get("scores"));
    for (String threshold : List.of("0.3", "0.5", "0.7")) {
      int[] kept = Nms.greedy(boxes(nms.get("boxes")), scores, Double.parseDouble(threshold));
      double[] expected = doubles(nms.get("kept").get(threshold));
      assertThat(kept).hasSizeGreaterThan(50);
      assertThat(java.util.Arrays.stream(kept).asDoubleStream().toArray()).isEqualTo(expected);
    }
  }

  @Test
  void deltasAreThoseOfAppendixC() {
    JsonNode deltas = golden.get("deltas");
    List<Box> proposals = boxes(deltas.get("proposal"));
    List<Box> truths = boxes(deltas.get("truth"));
    assertThat(proposals).hasSize(12);
    for (int i = 0; i < proposals.size(); i++) {
      BoxDelta delta = BoxCoder.encode(proposals.get(i), truths.get(i));
      assertThat(new double[] {delta.dx(), delta.dy(), delta.dw(), delta.dh()})
          .containsExactly(doubles(deltas.get("value").get(i)), within(ROUNDED));
    }
  }

  private static List<Box> boxes(JsonNode rows) {
    List<Box> boxes = new ArrayList<>();
    for (JsonNode row : rows) {
      double[] c = doubles(row);
      boxes.add(new Box(c[0], c[1], c[2], c[3]));
    }
    return boxes;
  }

  private static double[] doubles(JsonNode row) {
    double[] values = new double[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i).doubleValue();
    }
    return values;
  }

  private static JsonNode read() {
    try (InputStream in = GeometryParityTest.class.getResourceAsStream("/golden/geometry.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
