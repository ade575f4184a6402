package io.faultline.internal.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochLogTest {
  @Test
  void theLineNamesOnlyNumbersThatAreThere() {
    assertThat(epoch(0.4, 0.75, 0.5).line())
        .isEqualTo(
            "epoch 3: loss 0.5000, accuracy 80.0 %; held-out loss 0.4000, accuracy 75.0 %, recall"
                + " 50.0 %");
    assertThat(epoch(0.4, 0.75, Double.NaN).line())
        .endsWith("held-out loss 0.4000, accuracy 75.0 %, no object among them");
    assertThat(epoch(Double.NaN, Double.NaN, Double.NaN).line())
        .isEqualTo("epoch 3: loss 0.5000, accuracy 80.0 %; nothing is held out");
  }

  @Test
  void theExactLineReadsBack() {
    EpochLog epoch = epoch(0.4, Double.NaN, Double.NaN);

    assertThat(EpochLog.ofExact(epoch.exact())).isEqualTo(epoch);
  }

  private static EpochLog epoch(double loss, double accuracy, double recall) {
    return new EpochLog(3, 1e-3, 0.5, 0.8, loss, accuracy, recall, 0.6);
  }
}
