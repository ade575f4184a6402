package io.faultline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Law: the time left is that of what is left to do, whatever the photos cost. */
class JobProgressTest {
  @Test
  void equalPhotosTakeEqualTimes() {
    double[] costs = new double[1000];
    Arrays.fill(costs, 3);
    assertThat(JobProgress.line(250, 2, costs, 20))
        .isEqualTo("250 of 1,000 photos, 2 with an error, 12.5 photos/s, 1 min left");
  }

  @Test
  void smallPhotosAfterLargeOnesTakeLittle() {
    double[] costs = new double[2100];
    Arrays.fill(costs, 0, 100, 60);
    Arrays.fill(costs, 100, 2100, 2);
    assertThat(JobProgress.line(50, 0, costs, 90))
        .isEqualTo("50 of 2,100 photos, 0 with an error, 0.6 photos/s, 3 min left");
  }

  @Test
  void theEndIsTheEnd() {
    double[] costs = {5, 1};
    assertThat(JobProgress.line(3, 1, costs, 4)) // A task was repeated.
        .isEqualTo("2 of 2 photos, 1 with an error, 0.5 photos/s, 0 s left");
  }
}
