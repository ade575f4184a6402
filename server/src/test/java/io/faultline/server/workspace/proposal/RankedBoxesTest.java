package io.faultline.server.workspace.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.dataset.Category;
import io.faultline.detection.Detection;
import io.faultline.geometry.Box;
import io.faultline.image.Raster;
import io.faultline.server.model.ModelSlot;
import io.faultline.server.model.ServedModel;
import io.faultline.server.workspace.TestModels;
import io.faultline.server.workspace.TestPhotos;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankedBoxesTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;

  @Test
  void everyBoxContainsThePointAndNoTwoAreNearDuplicates() {
    RankedBoxes boxes = RankedBoxes.of(TestPhotos.wall(WIDTH, HEIGHT, 3), 7);
    for (double[] point : new double[][] {{0, 0}, {200, 150}, {399.5, 299.5}}) {
      List<Detection> chosen = boxes.at(point[0], point[1], 20);
      assertThat(chosen).isNotEmpty().hasSizeLessThanOrEqualTo(20);
      for (Detection one : chosen) {
        Box box = one.box();
        assertThat(box.intersection(Box.ofSize(point[0], point[1], 0.1, 0.1))).isPositive();
        assertThat(chosen).noneMatch(other -> !other.equals(one) && other.box().iou(box) > 0.6);
        assertThat(one.categoryId()).isEqualTo(7);
      }
    }
    assertThat(boxes.at(-1, 50, 20)).isEmpty();
    assertThat(boxes.at(50, HEIGHT, 20)).isEmpty();
  }

  @Test
  void ofTwoBoxesThatMayBeMeantTheOneAroundTheClickComesFirst() {
    ByteBuffer bytes = ByteBuffer.allocate(48);
    for (float[] box : new float[][] {{0, 0, 100, 100, 0.5f}, {40, 40, 200, 200, 0.4f}}) {
      bytes.putInt(1);
      for (float value : box) {
        bytes.putFloat(value);
      }
    }
    RankedBoxes boxes = RankedBoxes.of(bytes.array());
    assertThat(boxes.at(50, 50, 20).get(0).box().x1()).isZero();
    assertThat(boxes.at(95, 95, 20).get(0).box().x1()).isEqualTo(40);
    assertThat(boxes.at(95, 95, 20)).hasSize(2);
  }

  @Test
  void bytesGiveTheSameBoxes() {
    RankedBoxes boxes = RankedBoxes.of(TestPhotos.wall(WIDTH, HEIGHT, 3), 7);
    RankedBoxes read = RankedBoxes.of(boxes.toBytes());
    assertThat(read.at(200, 150, 1000)).hasSameSizeAs(boxes.at(200, 150, 1000));
    assertThat(read.toBytes()).isEqualTo(boxes.toBytes());
  }

  @Test
  void aModelRanksWhatItBelievesInFirst() {
    Raster photo = TestPhotos.wall(WIDTH, HEIGHT, 3);
    try (ModelSlot slot = TestModels.slot("b".repeat(64));
        ModelSlot.Lease lease = slot.lease().orElseThrow()) {
      ServedModel model = lease.model();
      List<Category> categories = model.manifest().categories();
      RankedBoxes boxes = RankedBoxes.of(model.detector().scan(photo), categories, id -> 40 + id);
      Detection best = model.detector().candidates(photo).get(0);
      List<Detection> chosen = boxes.at(best.box().centerX(), best.box().centerY(), 20);
      assertThat(chosen.get(0).score()).isGreaterThanOrEqualTo(best.score());
      assertThat(chosen.get(0).categoryId()).isEqualTo(40 + categories.get(0).id());
    }
  }
}
