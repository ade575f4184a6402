package io.faultline.internal.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faultline.geometry.Box;
import io.faultline.internal.backbone.Parameters;
import io.faultline.internal.libtorch.Compute;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
      RoiAlign align = RoiAlign.of(rois, 7, 2, 16, 8, 16, 20);
      Tensor pooled = RegionNetwork.pool(Tensor.create(map, 1, 3, 16, 20), align, Compute.PLAIN);
      float[] channelsFirst =
          Parameters.floats(pooled.reshape(rois.size(), 49, 3).permute(0, 2, 1));
      float[] expected = flatten(golden.get("output"));
      assertThat(channelsFirst).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(channelsFirst[i]).isCloseTo(expected[i], within(1e-4f));
      }
    }
  }

  @Test
  void weightsOfACellInsideTheMapSumToOneAndNoPositionComesTwice() {
    for (Box box : List.of(new Box(20, 30, 90, 61), new Box(30, 40, 33, 42))) {
      RoiAlign align = RoiAlign.of(List.of(new RoiAlign.Roi(0, box)), 3, 2, 16, 8, 8, 9);
      for (int cell = 0; cell < 9; cell++) {
        int end = cell < 8 ? align.offsets()[cell + 1] : align.weights().length;
        float sum = 0;
        Set<Integer> seen = new HashSet<>();
        for (int i = align.offsets()[cell]; i < end; i++) {
          sum += align.weights()[i];
          assertThat(seen.add(align.positions()[i])).isTrue();
        }
        assertThat(sum).isCloseTo(1f, within(1e-5f));
      }
    }
  }

  @Test
  void aCellOutsideTheMapTakesNothing() {
    RoiAlign align =
        RoiAlign.of(List.of(new RoiAlign.Roi(0, new Box(500, 500, 600, 600))), 2, 2, 16, 8, 4, 5);
    assertThat(align.positions()).isEmpty();
    assertThat(align.offsets()).containsExactly(0, 0, 0, 0);
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
