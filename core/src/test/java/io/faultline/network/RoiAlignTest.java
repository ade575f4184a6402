package io.faultline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.geometry.Box;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RoiAlignTest {

  @Test
  void equalsTorchvision() throws IOException {
    JsonNode golden = golden();
    float[] map = flatten(golden.get("features"));
    List<RoiAlign.Roi> rois = new ArrayList<>();
    for (JsonNode b : golden.get("boxes")) {
      rois.add(
          new RoiAlign.Roi(
              0,
              new Box(
                  b.get(0).asDouble(),
                  b.get(1).asDouble(),
                  b.get(2).asDouble(),
                  b.get(3).asDouble())));
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor pooled =
          RegionNetwork.pool(Tensor.create(map, 1, 3, 16, 20), rois, 7, 16, 8, Compute.PLAIN);
      float[] channelsFirst = Parameters.floats(pooled.permute(0, 2, 1));
      float[] expected = flatten(golden.get("output"));
      assertThat(channelsFirst).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(channelsFirst[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void weightsOfACellInsideTheMapSumToOne() {
    RoiAlign align =
        RoiAlign.of(List.of(new RoiAlign.Roi(0, new Box(20, 30, 90, 61))), 3, 2, 16, 8, 8, 9);
    float[] weights = align.weights();
    int perCell = 16;
    for (int cell = 0; cell < 9; cell++) {
      float sum = 0;
      for (int i = 0; i < perCell; i++) {
        sum += weights[cell * perCell + i];
      }
      assertThat(sum).isCloseTo(1f, within(1e-5f));
    }
  }

  @Test
  void aRegionOfTheSecondPhotoReadsTheSecondMap() {
    Box box = new Box(0, 0, 32, 32);
    RoiAlign first = RoiAlign.of(List.of(new RoiAlign.Roi(0, box)), 2, 2, 16, 8, 4, 5);
    RoiAlign second = RoiAlign.of(List.of(new RoiAlign.Roi(1, box)), 2, 2, 16, 8, 4, 5);
    for (int i = 0; i < first.positions().length; i++) {
      assertThat(second.positions()[i]).isEqualTo(first.positions()[i] + 20);
    }
  }

  private static JsonNode golden() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RoiAlignTest.class.getResourceAsStream("/golden/roi_align.json"))) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static float[] flatten(JsonNode node) {
    List<Float> values = new ArrayList<>();
    collect(node, values);
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private static void collect(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, into));
    } else {
      into.add((float) node.asDouble());
    }
  }
}
